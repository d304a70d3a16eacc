using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>A part of INPUD's own record, with its source.</summary>
internal abstract record ProfilePartInput
{
    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>Another name of INPUD.</summary>
internal sealed record ProfileNameInput : ProfilePartInput, ICheckedBody
{
    /// <summary>The name.</summary>
    /// <example>International Network for People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>What kind of name it is.</summary>
    /// <example>alias</example>
    public required ProfileNameKind Kind { get; init; }

    public static IValidator Rules { get; } = new ProfileNameInputRules();
}

/// <summary>What kind of name another name of INPUD is.</summary>
internal enum ProfileNameKind
{
    /// <summary>Another name by which it is known.</summary>
    Alias,

    /// <summary>A name that it had before.</summary>
    Former,
}

/// <summary>Something that INPUD is about.</summary>
internal sealed record ProfileFocusInput : ProfilePartInput, ICheckedBody
{
    /// <summary>What it is about, in a few words.</summary>
    /// <example>Drug policy reform</example>
    public required string Text { get; init; }

    public static IValidator Rules { get; } = new ProfileFocusInputRules();
}

/// <summary>An aim.</summary>
internal sealed record ProfileAimInput : ProfilePartInput, ICheckedBody
{
    /// <summary>The aim, in the registry's own words.</summary>
    /// <example>Advocate on the world stage for the rights of people who use drugs.</example>
    public required string Text { get; init; }

    /// <summary>The milestone at which it was declared, by its id, see <c>/v1/timeline</c>; null where no source says.</summary>
    /// <example>launch</example>
    public string? Milestone { get; init; }

    public static IValidator Rules { get; } = new ProfileAimInputRules();
}

/// <summary>Something that a source says of INPUD.</summary>
internal sealed record ProfileStatementInput : ProfilePartInput, ICheckedBody
{
    /// <summary>What it is about.</summary>
    /// <example>activity</example>
    public required ProfileStatementKind Kind { get; init; }

    /// <summary>The statement, in the registry's own words.</summary>
    /// <example>INPUD and its local groups take part in conferences of the United Nations.</example>
    public required string Text { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public string? Observed { get; init; }

    public static IValidator Rules { get; } = new ProfileStatementInputRules();
}

/// <summary>What a statement about INPUD is about.</summary>
internal enum ProfileStatementKind
{
    /// <summary>How INPUD describes itself.</summary>
    Description,

    /// <summary>How it is made up.</summary>
    Structure,

    /// <summary>What it does.</summary>
    Activity,

    /// <summary>What it strives for, besides its aims.</summary>
    Goal,
}

internal sealed class ProfileNameInputRules : AbstractValidator<ProfileNameInput>
{
    public ProfileNameInputRules() => this.FieldRules("organisation_names");
}

internal sealed class ProfileFocusInputRules : AbstractValidator<ProfileFocusInput>
{
    public ProfileFocusInputRules() => this.FieldRules("organisation_focuses");
}

internal sealed class ProfileAimInputRules : AbstractValidator<ProfileAimInput>
{
    public ProfileAimInputRules() => this.FieldRules("organisation_aims");
}

internal sealed class ProfileStatementInputRules : AbstractValidator<ProfileStatementInput>
{
    public ProfileStatementInputRules() => this.FieldRules("organisation_statements");
}
