using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>What a steward states of a text.</summary>
internal sealed record DocumentInput : CitedInput, ICheckedBody
{
    /// <summary>The title.</summary>
    /// <example>Drug Decriminalisation: Progress or Political Red Herring?</example>
    public required string Title { get; init; }

    /// <summary>The subtitle; null where it has none, or where no source gives it.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The kind of text.</summary>
    /// <example>report</example>
    public required DocumentKind Kind { get; init; }

    /// <summary>What it is about, in the registry's own words; null where no source says.</summary>
    public string? Summary { get; init; }

    /// <summary>Who wrote it; null where the source does not say.</summary>
    /// <example>INPUD</example>
    public string? Author { get; init; }

    /// <summary>The milestone at which it was adopted or published, by its id, see <c>/v1/timeline</c>; null where there is none.</summary>
    public string? Milestone { get; init; }

    /// <summary>The time for which it holds, from its publication: an EDTF interval, such as <c>2015/..</c>.</summary>
    /// <example>2021/..</example>
    public required string Period { get; init; }

    /// <summary>When the source saw it; null where it does not say.</summary>
    public string? Observed { get; init; }

    public static IValidator Rules { get; } = new DocumentInputRules();
}

/// <summary>A document as INPUD's stewards keep it.</summary>
internal sealed record DocumentRecord : FactRecord
{
    /// <inheritdoc cref="DocumentInput.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="DocumentInput.Subtitle"/>
    public required string? Subtitle { get; init; }

    /// <inheritdoc cref="DocumentInput.Kind"/>
    public required DocumentKind Kind { get; init; }

    /// <inheritdoc cref="DocumentInput.Summary"/>
    public required string? Summary { get; init; }

    /// <inheritdoc cref="DocumentInput.Author"/>
    public required string? Author { get; init; }

    /// <inheritdoc cref="DocumentInput.Milestone"/>
    public required string? Milestone { get; init; }

    [JsonIgnore]
    public override string Resource => "documents";
}

internal sealed class DocumentInputRules : AbstractValidator<DocumentInput>
{
    public DocumentInputRules()
    {
        this.FieldRules("documents");
        this.ReasonRules();
    }
}
