using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A network in the terms of schema.org, as of the day.</summary>
internal sealed partial record NetworkDetails : ILinkedDataAnswer, IHasPage
{
    public static string LinkedDataExample =>
        """
            {
              "@context": "https://schema.org", "@type": "Organization", "@id": "https://registry.example.org/v1/networks/euronpud",
              "name": "European Network of People who Use Drugs", "alternateName": ["EuroNPUD"],
              "memberOf": { "@type": "NGO", "@id": "https://registry.example.org/v1/inpud", "name": "International Network of People who Use Drugs" }
            }
            """;

    public JsonObject ToLinkedData()
    {
        var seat = Headquarters.FirstOrDefault(headquarters => headquarters.Certainty == Certainty.Certain);
        return SchemaOrg.Document(
            "Organization",
            $"/v1/networks/{Id}",
            ("name", Name),
            ("alternateName", SchemaOrg.Texts([Abbreviation, .. OtherNames.Select(name => name.Name)])),
            ("description", Focus),
            ("foundingDate", SchemaOrg.Date(Period.Start)),
            ("dissolutionDate", SchemaOrg.Date(Period.End)),
            ("url", Homepage),
            ("sameAs", SchemaOrg.Texts(ExternalIds.Select(id => id.Url))),
            ("areaServed", Remit.Definition),
            ("address", SchemaOrg.Address(seat?.Country, null, seat?.Place)),
            ("memberOf", IsConstituent ? SchemaOrg.Inpud() : null)
        );
    }

    private bool IsConstituent =>
        Standings.Any(term => term.Standing == NetworkStanding.Constituent && term.Certainty == Certainty.Certain);
}
