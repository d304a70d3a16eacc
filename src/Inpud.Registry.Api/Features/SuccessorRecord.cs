using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features;

/// <summary>What came after a group or a network, as records show it.</summary>
internal sealed record SuccessorRecord
{
    /// <inheritdoc cref="SuccessorInput.Successor"/>
    public required string Successor { get; init; }

    /// <inheritdoc cref="SuccessorInput.Kind"/>
    public required SuccessionKind Kind { get; init; }

    /// <summary>When it did; null where no source says.</summary>
    public required PartialDate? Date { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    public static SuccessorRecord Of(SuccessionRow row) =>
        new()
        {
            Successor = row.SuccessorId,
            Kind = row.Kind,
            Date = row.Date,
            Citation = row.Citation,
        };
}
