using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>An attribute of a network that is dated: it has one value at a time, and the record keeps the former ones.</summary>
internal enum NetworkAttribute
{
    /// <summary>The countries from which it may admit members.</summary>
    Remit,

    /// <summary>The kinds of member that its policy names.</summary>
    Admits,
}

/// <summary>What an attribute of a network was before it changed. The fields of the other attribute are null.</summary>
internal sealed record NetworkFormerValueInput : FormerValueInput, ICheckedBody
{
    /// <summary>Which attribute it is.</summary>
    /// <example>remit</example>
    public required NetworkAttribute Attribute { get; init; }

    /// <summary>With <c>remit</c>: who stated it, a source or the registry's curators.</summary>
    /// <example>curated</example>
    public RemitBasis? Basis { get; init; }

    /// <summary>With <c>remit</c>: the remit in words.</summary>
    /// <example>Kenya alone.</example>
    public string? Definition { get; init; }

    /// <summary>With <c>remit</c>: the countries, as alpha-2, alpha-3 or M49 numbers.</summary>
    /// <example>["KE"]</example>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>With <c>admits</c>: the kinds of member that its policy named.</summary>
    public IReadOnlyList<MemberKind>? Admits { get; init; }

    public static IValidator Rules { get; } = new NetworkFormerValueInputRules();
}

internal sealed class NetworkFormerValueInputRules : AbstractValidator<NetworkFormerValueInput>
{
    public NetworkFormerValueInputRules()
    {
        this.FieldRules("network_former_values");
        this.FormerValueRules();
    }
}
