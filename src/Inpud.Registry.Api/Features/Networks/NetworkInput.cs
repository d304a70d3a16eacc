using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>What a steward states about a network.</summary>
internal sealed record NetworkInput : CitedInput, ICheckedBody, IDatedInput
{
    /// <summary>The id: small letters, digits and hyphens. It never changes, and no other network ever gets it.</summary>
    /// <example>youthnpud</example>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    /// <example>International Network of Young People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The abbreviation.</summary>
    /// <example>YouthNPUD</example>
    public required string Abbreviation { get; init; }

    /// <summary>What its members have in common: a region or a topic.</summary>
    /// <example>topical</example>
    public required NetworkKind Kind { get; init; }

    /// <summary>What it is about; null where it is not known.</summary>
    public string? Focus { get; init; }

    /// <summary>What it does; null where it is not known.</summary>
    public string? Activities { get; init; }

    /// <summary>The kinds of member that its policy names.</summary>
    /// <example>["group"]</example>
    public required IReadOnlyList<MemberKind> Admits { get; init; }

    /// <summary>The time for which it exists, from its founding: an EDTF interval. To close a network, set the end of its period.</summary>
    /// <example>2019/..</example>
    public required string Period { get; init; }

    /// <summary>When the source saw it exist; null where it does not say.</summary>
    public string? Observed { get; init; }

    /// <summary>The countries from which it may admit members.</summary>
    /// <example>{"basis":"curated","definition":"Kenya and Uganda.","countries":["KE","UG"],"source":"registry-curation"}</example>
    public required NetworkRemitInput Remit { get; init; }

    /// <summary>Its other names: aliases and former names.</summary>
    public IReadOnlyList<NetworkNameInput>? Names { get; init; }

    /// <summary>Its standings towards INPUD, with their times.</summary>
    public IReadOnlyList<NetworkStandingInput>? Standings { get; init; }

    /// <summary>Its seat on INPUD's board; null where it has none.</summary>
    public NetworkSeatInput? Seat { get; init; }

    /// <summary>The address of its own site, with https; null where none is known. The registry never fetches it.</summary>
    public string? Homepage { get; init; }

    /// <summary>The ids that other registries give it.</summary>
    public IReadOnlyList<ExternalIdInput>? ExternalIds { get; init; }

    /// <summary>What its remit and its policy were before they changed. A change that says <c>since</c> adds to the list by itself.</summary>
    public IReadOnlyList<NetworkFormerValueInput>? FormerValues { get; init; }

    /// <summary>The networks that came after it, where it merged, split or was succeeded. What came before it is read the other way. End its <c>period</c> besides.</summary>
    public IReadOnlyList<SuccessorInput>? Successors { get; init; }

    /// <inheritdoc cref="IDatedInput.Since"/>
    [OfChanges]
    public string? Since { get; init; }

    /// <inheritdoc cref="IDatedInput.Correction"/>
    [OfChanges]
    public bool? Correction { get; init; }

    public static IValidator Rules { get; } = new NetworkInputRules();
}

/// <summary>The countries from which a network may admit members.</summary>
internal sealed record NetworkRemitInput : ICheckedBody
{
    /// <summary>Who states it: a source, or the registry's curators.</summary>
    /// <example>curated</example>
    public required RemitBasis Basis { get; init; }

    /// <summary>The remit in words.</summary>
    /// <example>Every country.</example>
    public required string Definition { get; init; }

    /// <summary>The countries: alpha-2, alpha-3 or M49 numbers.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }

    public static IValidator Rules { get; } = new NetworkRemitInputRules();
}

internal sealed class NetworkInputRules : AbstractValidator<NetworkInput>
{
    public NetworkInputRules()
    {
        this.FieldRules("networks");
        RuleFor(x => x.Remit).SetValidator(new NetworkRemitInputRules());
        RuleFor(x => x.Seat).SetValidator(new NetworkSeatInputRules()!);
        this.ReasonRules();
        this.ChangeRules();
    }
}

internal sealed class NetworkRemitInputRules : AbstractValidator<NetworkRemitInput>
{
    public NetworkRemitInputRules()
    {
        this.FieldRules("remits");
        RuleForEach(x => x.Countries).IsNoNull();
        RuleForEach(x => x.Countries).IsText(100);
        RuleFor(x => x.Countries).HasItems(least: null, most: 300, areUnique: false, "There are fewer than 300 countries.");
    }
}
