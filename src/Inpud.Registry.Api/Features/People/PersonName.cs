using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.People;

/// <summary>What kind of name a person's other name is.</summary>
internal enum PersonNameKind
{
    /// <summary>Another name by which the person is known.</summary>
    Alias,

    /// <summary>A name that the person had before.</summary>
    Former,
}

/// <summary>Another name of a person.</summary>
internal sealed record PersonNameInput : ICheckedBody
{
    /// <summary>The name.</summary>
    /// <example>A. Basenko</example>
    public required string Name { get; init; }

    /// <summary>What kind of name it is.</summary>
    /// <example>alias</example>
    public required PersonNameKind Kind { get; init; }

    /// <summary>The time for which the person had the name: an EDTF interval, such as <c>2012/2024-05</c>; null where no source says.</summary>
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

    public static IValidator Rules { get; } = new PersonNameInputRules();
}

internal sealed class PersonNameInputRules : AbstractValidator<PersonNameInput>
{
    public PersonNameInputRules() => this.FieldRules("person_names");
}

/// <summary>Another name of a person, as records and public answers show it.</summary>
internal sealed record PersonName
{
    /// <inheritdoc cref="PersonNameInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="PersonNameInput.Kind"/>
    public required PersonNameKind Kind { get; init; }

    /// <summary>The time for which the person had the name; null where no source says.</summary>
    public required Period? Period { get; init; }

    /// <summary>When the source saw the name; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>The readable part of the address that was made of the name, where it was the person's own. It leads to the address of today.</summary>
    public required string? Slug { get; init; }

    /// <summary>The source of the name.</summary>
    public required Citation Citation { get; init; }

    public static PersonName Of(PersonNameRow row) =>
        new()
        {
            Name = row.Name,
            Kind = row.Kind,
            Period = row.Period,
            Observed = row.Observed,
            Slug = row.Slug,
            Citation = row.Citation,
        };
}
