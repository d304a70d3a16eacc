using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Api.Storage.Lookups;

/// <summary>Finds the country or region that a text names.</summary>
internal static class CountryLookup
{
    /// <summary>The code that banks and the European Union use for Kosovo. CLDR has XKK; ISO has none.</summary>
    private const string OtherCodeOfKosovo = "XKX";

    private const string ByNumber = "select alpha2 from public_countries where m49 = @code";
    private const string RegionByCode = "select code from public_regions where code = @code";

    /// <summary>The alpha-2 code of the country with this code, in any of the three forms and any case; null where there is none.</summary>
    public static async Task<string?> FindOrNullAsync(IQuerySession read, string text)
    {
        if (!CountryCode.TryParse(text, out var code, out _))
        {
            return null;
        }

        if (read.Countries.OfOrNull(code.Text) is { } known)
        {
            return known;
        }

        var found = await read.FindOrNullAsync<string>(Of(code.Form), new { code = code.Text == OtherCodeOfKosovo ? "XKK" : code.Text });
        if (found is not null)
        {
            read.Countries.Add(code.Text, found);
        }

        return found;
    }

    /// <summary>Each form of a code has a column and an index of its own. A query that asks for all three takes several times as long.</summary>
    private static string Of(CountryCodeForm form) =>
        form switch
        {
            CountryCodeForm.Alpha2 => "select alpha2 from public_countries where alpha2 = @code",
            CountryCodeForm.Alpha3 => "select alpha2 from public_countries where alpha3 = @code",
            _ => ByNumber,
        };

    /// <summary>
    /// The same for a country that is named by a code or by any of its names: everyday, official or former, in any language of the registry. It is null where several countries have the name,
    /// such as <c>Korea</c>.
    /// </summary>
    public static async Task<string?> FindByNameOrNullAsync(IQuerySession read, string text) =>
        await read.OnceAsync(
            "country by name",
            text,
            async () => await FindOrNullAsync(read, text) ?? (await NamedAsync(read, text) is [var only] ? only : null)
        );

    /// <summary>A sentence that says which code was meant by a text that is none; empty where nobody can tell.</summary>
    public static async Task<string> HintAsync(IQuerySession read, string text)
    {
        var meant = await NamedAsync(read, text);
        if (meant.Count == 0)
        {
            meant = [.. CountryNames.WithCode(text)];
        }

        // A spreadsheet program takes the zeros off.
        if (meant.Count == 0 && text.Length < 3 && text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            meant = [.. await read.QueryAsync<string>(ByNumber, new { code = text.PadLeft(3, '0') })];
        }

        return meant.Count == 0 ? "" : $" Did you mean {string.Join(" or ", meant)}?";
    }

    /// <summary>The M49 number of the region with this number; null where there is none.</summary>
    public static Task<string?> FindRegionOrNullAsync(IQuerySession read, string code) =>
        read.FindOrNullAsync<string>(RegionByCode, new { code });

    /// <summary>The lowest regions within the region with this number, which have its countries; null where there is no such region.</summary>
    public static async Task<IReadOnlyList<string>?> LowestRegionsOrNullAsync(IQuerySession read, string code) =>
        await FindRegionOrNullAsync(read, code) is null
            ? null
            : await read.QueryAsync<string>(
                """
                with recursive within (region) as (
                    select @code union all select r.code from within as w join public_regions as r on r.parent = w.region
                )
                select w.region from within as w
                where exists (select 1 from public_countries as c where c.region = w.region)
                order by w.region
                """,
                new { code }
            );

    private static async Task<IReadOnlyList<string>> NamedAsync(IQuerySession read, string text)
    {
        var keys = CountryNames.KeysOf(text);
        var listed = await read.QueryAsync<string>("select country from public_country_names where name_key in @keys", new { keys });
        return [.. listed.Concat(CountryNames.WithKey(keys)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
