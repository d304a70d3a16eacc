using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>A network's statement of how many countries it is in.</summary>
internal sealed record ClaimInput : FactInput, ICheckedBody
{
    /// <summary>The number of countries.</summary>
    /// <example>17</example>
    public required int Countries { get; init; }

    /// <summary>When the network stated it; null where the source does not say.</summary>
    /// <example>2022-07</example>
    public string? Stated { get; init; }

    public static IValidator Rules { get; } = new ClaimInputRules();
}

/// <summary>A claim as the network's stewards keep it.</summary>
internal sealed record ClaimRecord : FactRecord
{
    /// <summary>The network.</summary>
    /// <example>lanpud</example>
    public required string Network { get; init; }

    /// <inheritdoc cref="ClaimInput.Countries"/>
    public required int Countries { get; init; }

    /// <inheritdoc cref="ClaimInput.Stated"/>
    public required PartialDate? Stated { get; init; }

    [JsonIgnore]
    public override string Resource => "claims";
}

internal sealed class ClaimInputRules : AbstractValidator<ClaimInput>
{
    public ClaimInputRules()
    {
        this.FieldRules("claims");
        this.ReasonRules();
    }
}
