using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Where a network has its headquarters.</summary>
internal sealed record HeadquartersInput : FactInput, ICheckedBody
{
    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>GB</example>
    public required string Country { get; init; }

    /// <summary>The place; null where it is not known.</summary>
    /// <example>London</example>
    public string? Place { get; init; }

    public static IValidator Rules { get; } = new HeadquartersInputRules();
}

/// <summary>The headquarters of a network as its stewards keep the record.</summary>
internal sealed record HeadquartersRecord : FactRecord
{
    /// <summary>The network.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <inheritdoc cref="HeadquartersInput.Place"/>
    public required string? Place { get; init; }

    [JsonIgnore]
    public override string Resource => "headquarters";
}

internal sealed class HeadquartersInputRules : AbstractValidator<HeadquartersInput>
{
    public HeadquartersInputRules()
    {
        this.FieldRules("headquarters");
        this.ReasonRules();
    }
}
