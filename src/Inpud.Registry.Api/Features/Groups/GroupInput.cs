using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>What a steward states about a group.</summary>
internal sealed record GroupInput : FactInput, ICheckedBody, IHasKeeper, IDatedInput
{
    /// <summary>The name.</summary>
    /// <example>Kenyan Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The part of the country, as ISO 3166-2 code; null where it is not known.</summary>
    public string? Subdivision { get; init; }

    /// <summary>The place; null where it is not known.</summary>
    /// <example>Nairobi</example>
    public string? Place { get; init; }

    /// <summary>How it is organised; null where it is not known.</summary>
    /// <example>association</example>
    public GroupType? Type { get; init; }

    /// <summary>How its members take part; null where it is not known.</summary>
    public string? Involvement { get; init; }

    /// <summary>How far its work reaches; null where it is not known.</summary>
    /// <example>national</example>
    public GroupScope? Scope { get; init; }

    /// <summary>What it wants to reach; null where it is not known.</summary>
    public IReadOnlyList<string>? Goals { get; init; }

    /// <summary>Who pays for it; null where it is not known.</summary>
    public IReadOnlyList<string>? FundingSources { get; init; }

    /// <summary>Whether it states that it is led by people who use drugs; null where nothing is stated.</summary>
    /// <example>true</example>
    public bool? LedByPeopleWhoUseDrugs { get; init; }

    /// <summary>How its leadership is known; null where nothing is stated.</summary>
    /// <example>Its own statement.</example>
    public string? LeadershipBasis { get; init; }

    /// <summary>Its other names: abbreviations, aliases and former names.</summary>
    public IReadOnlyList<GroupNameInput>? Names { get; init; }

    /// <summary>
    /// Who may see it. <c>public</c> needs a consent that is in force; new groups are private. With <c>country</c>, the group is counted and not named, from the next day in UTC on; to hide a
    /// group holds at once.
    /// </summary>
    /// <example>private</example>
    public GroupVisibility Visibility { get; init; } = GroupVisibility.Private;

    /// <summary>
    /// The network whose stewards keep the record, read it and write it, its consents, visibility, names and place included; null for INPUD's own. The keeper hands a
    /// group over by an offer, with POST /v1/groups/{id}/offers; INPUD's stewards change the field.
    /// </summary>
    /// <example>africanpud</example>
    public string? KeptBy { get; init; }

    /// <summary>The address of its own site, with https; null where none is known. The registry never fetches it.</summary>
    public string? Homepage { get; init; }

    /// <summary>The ids that other registries give it.</summary>
    public IReadOnlyList<ExternalIdInput>? ExternalIds { get; init; }

    /// <summary>What its country, place, type and leadership were before they changed. A change that says <c>since</c> adds to the list by itself.</summary>
    public IReadOnlyList<GroupFormerValueInput>? FormerValues { get; init; }

    /// <summary>The groups that came after it, where it merged, split or was succeeded. What came before it is read the other way. A key names groups that it keeps; between two keepers, INPUD records it. End its <c>period</c> besides.</summary>
    public IReadOnlyList<SuccessorInput>? Successors { get; init; }

    /// <inheritdoc cref="IDatedInput.Since"/>
    [OfChanges]
    public string? Since { get; init; }

    /// <inheritdoc cref="IDatedInput.Correction"/>
    [OfChanges]
    public bool? Correction { get; init; }

    public static IValidator Rules { get; } = new GroupInputRules();
}

internal sealed class GroupInputRules : AbstractValidator<GroupInput>
{
    public GroupInputRules()
    {
        this.FieldRules("groups");
        this.ReasonRules();
        this.ChangeRules();
    }
}

/// <summary>Another name of a group.</summary>
internal sealed record GroupNameInput : ICheckedBody
{
    /// <summary>The name.</summary>
    /// <example>KeNPUD</example>
    public required string Name { get; init; }

    /// <summary>What kind of name it is.</summary>
    /// <example>abbreviation</example>
    public required GroupNameKind Kind { get; init; }

    /// <summary>The time for which it had the name: an EDTF interval, such as <c>2012/2024-05</c>; null where no source says.</summary>
    public string? Period { get; init; }

    /// <summary>When the source saw the name; null where it does not say.</summary>
    public string? Observed { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }

    public static IValidator Rules { get; } = new GroupNameInputRules();
}

/// <summary>What kind of name a group's other name is.</summary>
internal enum GroupNameKind
{
    /// <summary>Another name by which it is known.</summary>
    Alias,

    /// <summary>A name that it had before.</summary>
    Former,

    /// <summary>A short form.</summary>
    Abbreviation,
}

internal sealed class GroupNameInputRules : AbstractValidator<GroupNameInput>
{
    public GroupNameInputRules() => this.FieldRules("group_names");
}
