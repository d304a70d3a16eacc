using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features;

/// <summary>What came after a group or a network, as records show it.</summary>
internal sealed record Successor
{
    /// <summary>The id of the group or network that came after it.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("successor")]
    public required string Id { get; init; }

    /// <inheritdoc cref="SuccessorInput.Kind"/>
    public required SuccessionKind Kind { get; init; }

    /// <summary>When it did; null where no source says.</summary>
    public required PartialDate? Date { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    public static Successor Of(SuccessionRow row) =>
        new()
        {
            Id = row.SuccessorId,
            Kind = row.Kind,
            Date = row.Date,
            Citation = row.Citation,
        };
}

/// <summary>A group or a network that came after another, or before it.</summary>
internal sealed record Succession
{
    /// <summary>The id of the other one.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How the one came after the other.</summary>
    public required SuccessionKind Kind { get; init; }

    /// <summary>When it did; null where no source says.</summary>
    public required PartialDate? Date { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    public static Succession Of(SuccessionRow row) =>
        new()
        {
            Id = row.OtherId!,
            Name = row.OtherName!,
            Kind = row.Kind,
            Date = row.Date,
            Citation = row.Citation,
        };
}
