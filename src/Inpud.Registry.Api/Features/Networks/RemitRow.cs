using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>remits</c> or of <c>public_remits</c>.</summary>
internal sealed record RemitRow : SourcedRow
{
    [Column("basis")]
    public required string BasisText { get; init; }
    public RemitBasis Basis => Kebab.Parse<RemitBasis>(BasisText);

    public required string Definition { get; init; }
}
