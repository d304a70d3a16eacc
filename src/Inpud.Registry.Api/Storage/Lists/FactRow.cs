using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>A row that cites its source.</summary>
internal abstract record SourcedRow : ListRow
{
    public required string SourceId { get; init; }
    public required string? Locator { get; init; }
    public required string? Note { get; init; }

    public Citation Citation => new(SourceId, Locator, Note);
}

/// <summary>A row with the period for which it holds.</summary>
internal abstract record FactRow : SourcedRow
{
    [Column("period")]
    public required string PeriodText { get; init; }

    [Column("observed")]
    public required string? ObservedText { get; init; }

    public Period Period => Period.Parse(PeriodText, ObservedText);

    public PartialDate? Observed => PartialDate.ParseOrNull(ObservedText);
}
