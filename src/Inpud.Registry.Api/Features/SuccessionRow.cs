using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>A row of the tables of successors, or of their public views with the other record.</summary>
internal sealed record SuccessionRow : SourcedRow
{
    public required string SuccessorId { get; init; }

    [Column("kind")]
    public required string KindText { get; init; }
    public SuccessionKind Kind => Kebab.Parse<SuccessionKind>(KindText);

    [Column("date")]
    public required string? DateText { get; init; }
    public PartialDate? Date => PartialDate.ParseOrNull(DateText);

    /// <summary>The other record, where the query selects it.</summary>
    public string? OtherId { get; init; }
    public string? OtherName { get; init; }
}
