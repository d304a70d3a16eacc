using System.Text.Json.Nodes;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The organisations that a page of several records names, in the terms of schema.org, each by the address at which the API has all of it. They say nothing that the page does not.</summary>
internal static class OrganisationsOnPage
{
    /// <summary>INPUD, the groups, and the networks which reach the country by evidence that is certain. To be in a network's remit is not to be served by it.</summary>
    public static JsonObject Of(View view, CountryDetails country, IEnumerable<GroupItem> groups) =>
        SchemaOrg.Graph([
            SchemaOrg.Inpud(),
            .. country
                .Evidence.Where(piece => piece.Certainty == Certainty.Certain)
                .Select(piece => piece.Network)
                .Distinct(StringComparer.Ordinal)
                .Select(network =>
                    SchemaOrg.Thing(
                        "Organization",
                        ("@id", IdOf($"/v1/networks/{network}")),
                        ("name", view.Networks[network]),
                        ("areaServed", SchemaOrg.Thing("Country", ("name", country.Name), ("identifier", country.Code)))
                    )
                ),
            .. Of(groups),
        ]);

    /// <summary>INPUD and the groups.</summary>
    public static JsonObject OfGroups(IEnumerable<GroupItem> groups) => SchemaOrg.Graph([SchemaOrg.Inpud(), .. Of(groups)]);

    /// <summary>A group that is counted and not named is in no linked data: it would be an organisation without a name, at no address.</summary>
    private static IEnumerable<JsonObject> Of(IEnumerable<GroupItem> groups) =>
        groups
            .Where(group => group.Id is not null)
            .Select(group =>
                SchemaOrg.Thing(
                    "Organization",
                    ("@id", IdOf($"/v1/groups/{group.Id}")),
                    ("name", group.Name),
                    ("address", SchemaOrg.Address(group.Country, group.Subdivision, group.Place))
                )
            );

    private static string IdOf(string path) => Http.PublicAddress.Link(path);
}
