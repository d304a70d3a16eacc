using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>What an attribute of a network was before it changed. The fields of the other attribute are null.</summary>
internal sealed record NetworkFormerValue : FormerValueFacts
{
    /// <inheritdoc cref="NetworkFormerValueInput.Attribute"/>
    public required NetworkAttribute Attribute { get; init; }

    /// <inheritdoc cref="NetworkFormerValueInput.Basis"/>
    public required RemitBasis? Basis { get; init; }

    /// <inheritdoc cref="NetworkFormerValueInput.Definition"/>
    public required string? Definition { get; init; }

    /// <summary>With <c>remit</c>: the countries, as alpha-2 codes.</summary>
    public required IReadOnlyList<string>? Countries { get; init; }

    /// <inheritdoc cref="NetworkFormerValueInput.Admits"/>
    public required IReadOnlyList<MemberKind>? Admits { get; init; }

    public static NetworkFormerValue Of(NetworkFormerValueRow row) =>
        new()
        {
            Attribute = row.Attribute,
            Basis = row.Basis,
            Definition = row.Definition,
            Countries = row.Countries,
            Admits = row.Admits,
            Period = row.Period,
            Observed = row.Observed,
            ReplacedBy = row.ReplacedBy,
            Citation = row.Citation,
        };
}
