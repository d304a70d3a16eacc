using Inpud.Registry.Api.Http;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>The import refuses a row of a bundle.</summary>
internal sealed class RefusedRowException(string code, string detail) : Exception(detail)
{
    public string Code => code;

    /// <summary>The address of the membership rule that the row breaks; null where it breaks none of them.</summary>
    public string? Rule => RuleCatalog.All.Any(rule => rule.Code == code) ? PublicAddress.Link($"/v1/rules/{code}") : null;

    /// <summary>Explains why a constraint of the schema refused a row of the table.</summary>
    public static RefusedRowException OfConstraint(string table) =>
        table switch
        {
            "groups" => new(
                RuleCatalog.NameTaken.Code,
                "Another group of the country is public under this name. Give one of them another name."
            ),
            "memberships" => new(
                RuleCatalog.OverlappingMembership.Code,
                "The group has a membership of the network that goes on. End that one, or take this one out."
            ),
            "individual_counts" => new(
                RuleCatalog.OverlappingMembership.Code,
                "The network has a count of the country that goes on. End that one, or take this one out."
            ),
            "seat_terms" => new(
                RuleCatalog.SeatTaken.Code,
                "The seat, or the person, has a term that goes on. End that one, or take this one out."
            ),
            "office_terms" => new(RuleCatalog.OfficeTaken.Code, "The office has a term that goes on. End that one, or take this one out."),
            "post_terms" => new("no-person", "A term in a post names its person, or 'person_withheld' is true. Fill one of the two in."),
            "networks" or "network_former_ids" => new(
                RuleCatalog.IdTaken.Code,
                "The id or the name is or was another network's. An id is never given again."
            ),
            _ => new("conflict", "Another record is in the way of this one."),
        };
}
