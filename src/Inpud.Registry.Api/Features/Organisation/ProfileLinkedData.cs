using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.LinkedData;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>INPUD in the terms of schema.org. Its networks say themselves that they are members, since that holds for a time and the profile is of no day.</summary>
internal sealed partial record Profile : ILinkedDataAnswer, IHasPage
{
    public static string LinkedDataExample =>
        """
            {
              "@context": "https://schema.org", "@type": "NGO", "@id": "https://registry.example.org/v1/inpud",
              "name": "International Network of People who Use Drugs", "alternateName": ["INPUD"], "foundingDate": "2006-03"
            }
            """;

    public JsonObject ToLinkedData() =>
        SchemaOrg.Document(
            "NGO",
            "/v1/inpud",
            ("name", Name),
            ("alternateName", SchemaOrg.Texts([Abbreviation, .. OtherNames.Select(name => name.Name)])),
            ("description", Vision?.Text),
            ("foundingDate", SchemaOrg.Date(Founded.Date)),
            ("foundingLocation", FoundingLocation()),
            ("url", Homepage is null ? null : WithScheme(Homepage)),
            ("areaServed", AreaServed),
            ("knowsAbout", SchemaOrg.Texts(Focus))
        );

    private JsonObject? FoundingLocation() =>
        Founded.Country is null && Founded.Place is null
            ? null
            : SchemaOrg.Thing("Place", ("name", Founded.Place), ("address", SchemaOrg.Address(Founded.Country, null, Founded.Place)));

    /// <summary>The source prints the homepage without a scheme.</summary>
    private static string WithScheme(string homepage) =>
        homepage.StartsWith("http", StringComparison.Ordinal) ? homepage : $"https://{homepage}";
}
