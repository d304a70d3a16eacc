using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>A row of <c>sources</c>, for stewards, or of <c>public_sources</c>, for everybody.</summary>
internal sealed record SourceRow : ListRow
{
    public required string Id { get; init; }
    public required string Title { get; init; }

    [Column("kind")]
    public required string KindText { get; init; }
    public SourceKind Kind => Kebab.Parse<SourceKind>(KindText);

    public required string? Publisher { get; init; }
    public required string? Url { get; init; }
    public required string? Licence { get; init; }

    [Column("observed")]
    public required string? ObservedText { get; init; }
    public PartialDate? Observed => PartialDate.ParseOrNull(ObservedText);

    public required string? Note { get; init; }
    public required string? KeptBy { get; init; }

    [Column("withdrawn")]
    public required string? WithdrawnText { get; init; }
    public DateTimeOffset? Withdrawn => Instant.ParseOrNull(WithdrawnText);
}
