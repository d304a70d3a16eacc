namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>The ids of shipped records that the tests name. An id tells nothing of its record, so each has a name here.</summary>
internal static class Shipped
{
    public const string Asud = "f4kng-w283h";
    public const string Catnpud = "6gc7h-8r4n2";
    public const string ChairVacant = "mcg9g-sdcd5";
    public const string EnpudVacant = "z2pex-4qv9z";
    public const string EuronpudAsud = "v7jqb-8y99a";
    public const string EuronpudCatnpud = "nmdcm-26wtc";
    public const string EuronpudJohnMelhus = "7awfx-bzbaw";
    public const string JohnMelhus = "cwj79-qy3wv";
    public const string MenanpudHassanTuraif = "sw6kf-em6d7";
    public const string Metzineres = "4r25s-sxwbw";
    public const string TreasurerHassanTuraif = "fbp2d-mawys";
    public const string Vandu = "cbdrk-gqg3x";
    public const string ViceChairLouiseBealeVincent = "rqu7z-pmz39";

    private static readonly Lazy<Dictionary<string, string>> Slugs = new(() =>
        new[] { "groups.csv", "people.csv" }
            .SelectMany(file => File.ReadLines(Repository.PathOf("src", "Inpud.Registry.Api", "Interchange", "Shipped", file)).Skip(1))
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[1], cells => cells[0])
    );

    /// <summary>The id of the shipped group or person with the slug.</summary>
    public static string IdOf(string slug) => Slugs.Value[slug];
}
