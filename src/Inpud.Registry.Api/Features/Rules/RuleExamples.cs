using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Rules;

/// <summary>Has for each rule a write to the shipped registry that would break this rule and no other. A test sends each write.</summary>
internal static class RuleExamples
{
    private static readonly Dictionary<string, RuleExample> ByCode = new(StringComparer.Ordinal)
    {
        [RuleCatalog.OutsideRemit.Code] = Post(
            "/v1/networks/africanpud/individuals",
            """{ "country": "FR", "people": 12, "period": "2025/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.KindNotAccepted.Code] = Post(
            "/v1/networks/euronpud/individuals",
            """{ "country": "FR", "people": 12, "period": "2025/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.NotCommunityLed.Code] = Patch(
            "/v1/groups/f4kng-w283h/record",
            """{ "ledByPeopleWhoUseDrugs": null, "since": "2025", "reason": "An example." }"""
        ),
        [RuleCatalog.OverlappingMembership.Code] = Post(
            "/v1/networks/euronpud/memberships",
            """{ "group": "asud", "period": "2025/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.OutsideLifetime.Code] = Post(
            "/v1/networks/inwud/memberships",
            """{ "group": "asud", "period": "2005/2008", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.NetworkClosed.Code] = Patch(
            "/v1/networks/euronpud/record",
            """{ "period": "2011/2025-06", "observed": null, "reason": "An example." }"""
        ),
        [RuleCatalog.SeatTaken.Code] = Post(
            "/v1/networks/euronpud/representatives",
            """{ "person": null, "period": "2025-08/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.OfficeTaken.Code] = Post(
            "/v1/board/offices/vice-chair/terms",
            """{ "person": null, "period": "2025-08/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.PostTaken.Code] = Post(
            "/v1/posts/executive-director/terms",
            """{ "person": "olga-szubert", "period": "2025-08/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.DuplicateClaim.Code] = Post(
            "/v1/networks/lanpud/claims",
            """{ "countries": 18, "period": "2024/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.DuplicatePerson.Code] = Post(
            "/v1/people",
            """{ "name": "Anton Basenko", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.FoundedInFuture.Code] = Post(
            "/v1/groups",
            """{ "name": "An example", "country": "KE", "period": "2126/..", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.NotYetHappened.Code] = Post(
            "/v1/timeline",
            """{ "date": "2126", "kind": "conference", "title": "An example", "summary": "An example.", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.RepresentativeOutsideRemit.Code] = Post(
            "/v1/networks/euronpud/representatives",
            """{ "person": "john-melhus", "country": "KE", "period": "2015/2016", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.OfficerNotOnBoard.Code] = Post(
            "/v1/board/offices/chair/terms",
            """{ "person": "anton-basenko", "period": "2015/2016", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.PeriodInverted.Code] = Post(
            "/v1/networks/inwud/claims",
            """{ "countries": 12, "period": "2024/2019", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.ConsentMissing.Code] = Post(
            "/v1/groups",
            """{ "name": "An example", "country": "KE", "period": "2012/..", "visibility": "public", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.PublishingNeedsTwoKeys.Code] = Post(
            "/v1/groups",
            """{ "name": "An example", "country": "KE", "period": "2012/..", "visibility": "public", "source": "registry-curation", "reason": "An example." }"""
        ),
        [RuleCatalog.IdTaken.Code] = Post(
            "/v1/networks",
            """
            {
              "id": "anpud", "name": "An example", "abbreviation": "EX", "kind": "topical", "admits": ["group"], "period": "2025/..",
              "remit": { "basis": "curated", "definition": "Kenya.", "countries": ["KE"], "source": "registry-curation" },
              "source": "registry-curation", "reason": "An example."
            }
            """
        ),
        [RuleCatalog.NameTaken.Code] = Post(
            "/v1/groups",
            """{ "name": "Asud", "country": "FR", "period": "2012/..", "source": "registry-curation", "reason": "An example." }"""
        ),
    };

    public static RuleExample Of(Rule rule) => ByCode[rule.Code];

    private static RuleExample Post(string address, string body) => Of("POST", address, body);

    private static RuleExample Patch(string address, string body) => Of("PATCH", address, body);

    private static RuleExample Of(string method, string address, string body) =>
        new()
        {
            Method = method,
            Address = address,
            Body = JsonSerializer.SerializeToElement(JsonNode.Parse(body)),
        };
}

/// <summary>A write that would break a rule. Send it with <c>dryRun=true</c> and a key for the registry. A PATCH also needs <c>If-Match: *</c>.</summary>
internal sealed record RuleExample
{
    /// <summary>The method.</summary>
    /// <example>POST</example>
    public required string Method { get; init; }

    /// <summary>The address.</summary>
    /// <example>https://registry.example.org/v1/networks/africanpud/individuals</example>
    public required string Address { get; init; }

    /// <summary>The body.</summary>
    public required JsonElement Body { get; init; }

    public RuleExample AsLink() => this with { Address = PublicAddress.Link(Address) };
}
