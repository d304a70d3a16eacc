using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>The columns that the further names of groups and of people share. Many sources say of a name no more than that it is one.</summary>
internal abstract record FurtherNameRow : SourcedRow
{
    public required string Name { get; init; }

    [Column("kind")]
    public required string KindText { get; init; }

    [Column("period")]
    public required string? PeriodText { get; init; }
    public Period? Period => PeriodText is null ? null : Period.Parse(PeriodText, ObservedText);

    [Column("observed")]
    public required string? ObservedText { get; init; }
    public PartialDate? Observed => PartialDate.ParseOrNull(ObservedText);

    public required string? Slug { get; init; }
}
