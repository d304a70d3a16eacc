using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group, in short.</summary>
internal sealed record GroupItem : GroupFacts, ICsvRow<GroupItem>
{
    public GroupItem(GroupRow row)
        : base(row) { }

    /// <summary>The id; null for a group that agreed to be counted and not to be named. Of such a group, the registry shows only the country and the networks.</summary>
    /// <example>6gc7h-8r4n2</example>
    [JsonPropertyOrder(-1)]
    public required string? Id { get; init; }

    /// <summary>Whether it belongs in this list as of the day: as a member where the request names a network, otherwise as a group that exists.</summary>
    [JsonPropertyOrder(1)]
    public required Certainty Certainty { get; init; }

    /// <summary>The networks of which it is certainly or possibly a member as of the day.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> MemberOf { get; init; }

    public static CsvColumns<GroupItem> Columns { get; } =
        CsvColumns<GroupItem>.BeginningWith(
            "id",
            "name",
            "country",
            "subdivision",
            "place",
            "type",
            "scope",
            "period",
            "observed",
            "certainty",
            "memberOf",
            "source",
            "note",
            "locator",
            "involvement",
            "goals",
            "fundingSources",
            "ledByPeopleWhoUseDrugs",
            "leadershipBasis",
            "visibility",
            "visibilityBasis"
        );

    public static GroupItem Of(GroupRow row, IEnumerable<string> memberOf) =>
        new(row)
        {
            Id = row.IsAnonymous ? null : row.Id,
            Certainty = row.Certainty,
            MemberOf = [.. memberOf],
        };
}
