using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.People;

/// <summary>A person in the terms of schema.org: the roles that are certain as of the day, and nothing else. Whoever is withheld has no answer in any form.</summary>
internal sealed partial record PersonDetails : ILinkedDataAnswer, IHasPage
{
    public static string LinkedDataExample =>
        """
            {
              "@context": "https://schema.org", "@type": "Person", "@id": "https://registry.example.org/v1/people/79dpj-3rf6v", "name": "Olga Szubert",
              "memberOf": [{
                "@type": "OrganizationRole", "roleName": "Deputy Director",
                "memberOf": { "@type": "NGO", "@id": "https://registry.example.org/v1/inpud", "name": "International Network of People who Use Drugs" }
              }]
            }
            """;

    public JsonObject ToLinkedData()
    {
        var roles = Roles.Where(role => role.Certainty == Certainty.Certain).ToList();
        return SchemaOrg.Document(
            "Person",
            $"/v1/people/{Id}",
            ("name", Name),
            ("memberOf", SchemaOrg.Things(roles.Select(RoleOf))),
            (
                "affiliation",
                SchemaOrg.Things(
                    roles
                        .Where(role => role.Kind == RoleKind.Seat)
                        .DistinctBy(role => role.Id)
                        .Select(role => SchemaOrg.Organization($"/v1/networks/{role.Id}", role.Name))
                )
            )
        );
    }

    private static JsonObject RoleOf(PersonRole role) =>
        SchemaOrg.Thing(
            "OrganizationRole",
            ("roleName", role.Kind == RoleKind.Seat ? $"Board representative of the {role.Name}" : role.Name),
            ("startDate", SchemaOrg.Date(role.Period.Start)),
            ("endDate", SchemaOrg.Date(role.Period.End)),
            ("memberOf", SchemaOrg.Inpud())
        );
}
