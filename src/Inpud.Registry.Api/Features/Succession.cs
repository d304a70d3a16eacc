using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features;

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
