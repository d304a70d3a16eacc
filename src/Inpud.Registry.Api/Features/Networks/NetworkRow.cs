using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>networks</c>, for stewards, or of <c>public_networks</c>, for everybody.</summary>
internal sealed record NetworkRow : KeptRow
{
    public required string Name { get; init; }
    public required string Abbreviation { get; init; }

    [Column("kind")]
    public required string KindText { get; init; }
    public NetworkKind Kind => Kebab.Parse<NetworkKind>(KindText);

    public required string? Focus { get; init; }
    public required string? Activities { get; init; }
    public required string? Homepage { get; init; }

    [Column("admits")]
    public required string AdmitsJson { get; init; }
    public IReadOnlyList<MemberKind> Admits => [.. JsonSerializer.Deserialize<string[]>(AdmitsJson)!.Select(Kebab.Parse<MemberKind>)];

    /// <summary>The most certain standing as of the day, where the query selects it. The table has no such column.</summary>
    [Column("standing")]
    public string? StandingText { get; init; }
    public NetworkStanding? Standing => Kebab.ParseOrNull<NetworkStanding>(StandingText);
}
