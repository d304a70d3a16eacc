using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>A row of <c>claims</c> or of <c>public_claims</c>. It is outside Coverage because networks show their claims, too.</summary>
internal sealed record ClaimRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required int Countries { get; init; }

    [Column("stated")]
    public required string? StatedText { get; init; }
    public PartialDate? Stated => PartialDate.ParseOrNull(StatedText);
}
