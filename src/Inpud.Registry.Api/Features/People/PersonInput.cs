using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.People;

/// <summary>A person in a public role. The role is public in any case; <c>visibility</c> says whether the person is.</summary>
internal sealed record PersonInput : CitedInput, ICheckedBody, IHasKeeper, IDatedInput
{
    /// <summary>The name under which the person is in public.</summary>
    /// <example>Anton Basenko</example>
    public required string Name { get; init; }

    /// <summary>
    /// Whether anybody may know who it is. A new person is withheld until a steward says <c>public</c>: until then the person's terms are public without the name, and everything else of the
    /// person is for the stewards of the network that keeps the record and for INPUD's.
    /// </summary>
    /// <example>withheld</example>
    public PersonVisibility Visibility { get; init; } = PersonVisibility.Withheld;

    /// <summary>The network whose stewards keep the record; null for INPUD's own.</summary>
    /// <example>euronpud</example>
    public string? KeptBy { get; init; }

    /// <summary>The ids or slugs of recorded people who have the same name and are others. Without it, a second person of one name is refused: it may be the same one, recorded twice.</summary>
    /// <example>["q5fbh-78xqc"]</example>
    public IReadOnlyList<string>? DistinctFrom { get; init; }

    /// <summary>Other names under which the person is in public: aliases and former names. A change of the name that says <c>since</c> adds the former one by itself.</summary>
    public IReadOnlyList<PersonNameInput>? Names { get; init; }

    /// <inheritdoc cref="IDatedInput.Since"/>
    [OfChanges]
    public string? Since { get; init; }

    /// <inheritdoc cref="IDatedInput.Correction"/>
    [OfChanges]
    public bool? Correction { get; init; }

    public static IValidator Rules { get; } = new PersonInputRules();
}

/// <summary>A person as the stewards keep the record.</summary>
internal sealed record PersonRecord : IKeptRecord, IHasKeeper
{
    /// <summary>The id. The registry never gives it to another record.</summary>
    /// <example>q5fbh-78xqc</example>
    public required string Id { get; init; }

    /// <summary>The readable part of the public address, <c>/v1/people/{slug}</c>. It holds while the person is public and has the name. The registry makes it.</summary>
    /// <example>anton-basenko</example>
    public required string? Slug { get; init; }

    /// <inheritdoc cref="PersonInput.Name"/>
    public required string Name { get; init; }

    /// <summary>Whether anybody may know who it is.</summary>
    /// <example>public</example>
    public required PersonVisibility Visibility { get; init; }

    /// <inheritdoc cref="PersonInput.KeptBy"/>
    public required string? KeptBy { get; init; }

    /// <inheritdoc cref="PersonInput.Names"/>
    public required IReadOnlyList<PersonName> Names { get; init; }

    /// <inheritdoc cref="PersonInput.DistinctFrom"/>
    public required IReadOnlyList<string>? DistinctFrom { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "people";
}

internal sealed class PersonInputRules : AbstractValidator<PersonInput>
{
    public PersonInputRules()
    {
        this.FieldRules("people");
        this.ReasonRules();
        this.ChangeRules();
    }
}
