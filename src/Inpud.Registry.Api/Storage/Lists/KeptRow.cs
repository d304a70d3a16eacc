using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>A row of a table of dated records. A public view does not select the columns that only stewards may read; their properties are null there.</summary>
internal abstract record KeptRow : FactRow
{
    public required string Id { get; init; }

    [Column("withdrawn")]
    public required string? WithdrawnText { get; init; }

    public DateTimeOffset? Withdrawn => Instant.ParseOrNull(WithdrawnText);
}
