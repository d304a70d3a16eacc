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

    /// <summary>The person, by id; null where the place was seen to be vacant, and where <c>personWithheld</c> is true.</summary>
    /// <example>9zhbz-j48fs</example>
    public required string? Person { get; init; }

    [JsonIgnore]
    public override string Resource => "office-terms";

    /// <summary>True where the record comes from a public export that withholds the person: somebody holds it, and this registry does not know who. Name the person to replace it.</summary>
    public required bool PersonWithheld { get; init; }
}

internal sealed class OfficeTermInputRules : AbstractValidator<OfficeTermInput>
{
    public OfficeTermInputRules()
    {
        this.FieldRules("office_terms");
        this.ReasonRules();
    }
}
