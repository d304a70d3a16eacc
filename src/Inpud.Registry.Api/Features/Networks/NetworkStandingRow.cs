using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>network_standings</c> or of <c>public_network_standings</c>.</summary>
internal sealed record NetworkStandingRow : FactRow
{
    [Column("standing")]
    public required string StandingText { get; init; }
    public NetworkStanding Standing => Kebab.Parse<NetworkStanding>(StandingText);
}
