using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>network_former_values</c> or of <c>public_network_former_values</c>.</summary>
internal sealed record NetworkFormerValueRow : FormerValueRow
{
    public NetworkAttribute Attribute => Kebab.Parse<NetworkAttribute>(AttributeText);

    [Column("basis")]
    public required string? BasisText { get; init; }
    public RemitBasis? Basis => Kebab.ParseOrNull<RemitBasis>(BasisText);

    public required string? Definition { get; init; }

    [Column("countries")]
    public required string? CountriesJson { get; init; }
    public IReadOnlyList<string>? Countries => CountriesJson is null ? null : JsonSerializer.Deserialize<string[]>(CountriesJson);

    [Column("admits")]
    public required string? AdmitsJson { get; init; }
    public IReadOnlyList<MemberKind>? Admits =>
        AdmitsJson is null ? null : [.. JsonSerializer.Deserialize<string[]>(AdmitsJson)!.Select(Kebab.Parse<MemberKind>)];
}
