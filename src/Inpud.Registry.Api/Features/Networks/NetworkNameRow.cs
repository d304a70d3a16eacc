using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>network_names</c> or of <c>public_network_names</c>.</summary>
internal sealed record NetworkNameRow : FactRow
{
    public required string Name { get; init; }

    [Column("kind")]
    public required string KindText { get; init; }
    public NetworkNameKind Kind => Kebab.Parse<NetworkNameKind>(KindText);
}
