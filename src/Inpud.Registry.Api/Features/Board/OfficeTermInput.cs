using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Who holds an office of the board, and when.</summary>
internal sealed record OfficeTermInput : FactInput, ICheckedBody
{
    /// <summary>The person, by id or slug, who represents a network on the board; null where the office was seen to be vacant.</summary>
    /// <example>louise-beale-vincent</example>
    public required string? Person { get; init; }

    public static IValidator Rules { get; } = new OfficeTermInputRules();
}

/// <summary>A term in an office as INPUD's stewards keep it.</summary>
internal sealed record OfficeTermRecord : FactRecord
{
    /// <summary>The office.</summary>
    /// <example>vice-chair</example>
    public required string Office { get; init; }

    /// <inheritdoc cref="OfficeTermInput.Person"/>
    public required string? Person { get; init; }

    [JsonIgnore]
    public override string Resource => "office-terms";
}

internal sealed class OfficeTermInputRules : AbstractValidator<OfficeTermInput>
{
    public OfficeTermInputRules()
    {
        this.FieldRules("office_terms");
        this.ReasonRules();
    }
}
