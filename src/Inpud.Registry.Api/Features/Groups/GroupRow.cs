using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A row of <c>groups</c>, for stewards, or of <c>public_groups</c>, for everybody.</summary>
internal sealed record GroupRow : KeptRow
{
    public required string? Slug { get; init; }
    public required string Name { get; init; }
    public required string Country { get; init; }
    public required string? Subdivision { get; init; }
    public required string? Place { get; init; }

    [Column("type")]
    public required string? TypeText { get; init; }
    public GroupType? Type => Kebab.ParseOrNull<GroupType>(TypeText);

    public required string? Involvement { get; init; }

    [Column("scope")]
    public required string? ScopeText { get; init; }
    public GroupScope? Scope => Kebab.ParseOrNull<GroupScope>(ScopeText);

    [Column("goals")]
    public required string? GoalsJson { get; init; }
    public IReadOnlyList<string>? Goals => TextsOf(GoalsJson);

    [Column("funding_sources")]
    public required string? FundingSourcesJson { get; init; }
    public IReadOnlyList<string>? FundingSources => TextsOf(FundingSourcesJson);

    public required bool? LedByPeopleWhoUseDrugs { get; init; }
    public required string? LeadershipBasis { get; init; }

    [Column("visibility")]
    public required string VisibilityText { get; init; }
    public GroupVisibility Visibility => Kebab.Parse<GroupVisibility>(VisibilityText);

    public required string? VisibilityBasis { get; init; }
    public required string? KeptBy { get; init; }
    public required string? Homepage { get; init; }

    /// <summary>True where the view shows only that a network has a group in the country; false in the table.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>True in the views where an attribute has had another value, or the group another name.</summary>
    public bool WasOtherwise { get; init; }

    // The parts that it has, where the query asks for them: see GroupParts.
    public bool HasNames { get; init; }
    public bool HasConsents { get; init; }
    public bool HasExternalIds { get; init; }
    public bool HasFormerValues { get; init; }
    public bool HasSuccessors { get; init; }
    public bool HasPredecessors { get; init; }

    private static string[]? TextsOf(string? json) => json is null ? null : JsonSerializer.Deserialize<string[]>(json);
}
