using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group in the terms of schema.org, as of the day. It says nothing that the public answer does not.</summary>
internal sealed partial record GroupDetails : ILinkedDataAnswer, IHasPage
{
    public static string LinkedDataExample =>
        """
            {
              "@context": "https://schema.org", "@type": "Organization", "@id": "https://registry.example.org/v1/groups/cbdrk-gqg3x",
              "name": "Vancouver Area Network of Drug Users", "address": { "@type": "PostalAddress", "addressCountry": "CA", "addressLocality": "Vancouver" }
            }
            """;

    /// <summary>The id is in the address, since the readable part of an address changes with the name.</summary>
    public JsonObject ToLinkedData() =>
        SchemaOrg.Document(
            "Organization",
            $"/v1/groups/{Id}",
            ("name", Name),
            ("alternateName", SchemaOrg.Texts(OtherNames.Select(name => name.Name))),
            ("foundingDate", SchemaOrg.Date(Period.Start)),
            ("dissolutionDate", SchemaOrg.Date(Period.End)),
            ("url", Homepage),
            ("sameAs", SchemaOrg.Texts(ExternalIds.Select(id => id.Url))),
            ("address", SchemaOrg.Address(Country, Subdivision, Place)),
            (
                "memberOf",
                SchemaOrg.Things(
                    Memberships
                        .Where(membership => membership.Certainty == Certainty.Certain)
                        .Select(membership => membership.Network)
                        .Distinct(StringComparer.Ordinal)
                        .Select(network => SchemaOrg.Organization($"/v1/networks/{network}"))
                )
            )
        );
}
