using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features;

/// <summary>The columns that the tables of former values share.</summary>
internal abstract record FormerValueRow : FactRow
{
    [Column("attribute")]
    public required string AttributeText { get; init; }

    public required DateOnly ReplacedBy { get; init; }
}
