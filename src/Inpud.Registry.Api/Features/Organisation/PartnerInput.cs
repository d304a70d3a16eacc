using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>What a steward states of an organisation that INPUD works with.</summary>
internal sealed record PartnerInput : FactInput, ICheckedBody
{
    /// <summary>The name.</summary>
    /// <example>Global Fund to Fight AIDS, Tuberculosis and Malaria</example>
    public required string Name { get; init; }

    /// <summary>The abbreviation; null where none is in use.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>The role.</summary>
    /// <example>funder</example>
    public required PartnerRole Role { get; init; }

    /// <summary>The partnership, in the registry's own words.</summary>
    /// <example>Funds a programme of INPUD.</example>
    public required string Summary { get; init; }

    /// <summary>The document that was published together, by its id, see <c>/v1/documents</c>; null where there is none.</summary>
    public string? Document { get; init; }

    public static IValidator Rules { get; } = new PartnerInputRules();
}

/// <summary>What a partner does with INPUD.</summary>
internal enum PartnerRole
{
    /// <summary>It gives money.</summary>
    Funder,

    /// <summary>It published a text together with INPUD.</summary>
    CoPublisher,
}

/// <summary>A partner as INPUD's stewards keep the record.</summary>
internal sealed record PartnerRecord : FactRecord
{
    /// <inheritdoc cref="PartnerInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="PartnerInput.Abbreviation"/>
    public required string? Abbreviation { get; init; }

    /// <inheritdoc cref="PartnerInput.Role"/>
    public required PartnerRole Role { get; init; }

    /// <inheritdoc cref="PartnerInput.Summary"/>
    public required string Summary { get; init; }

    /// <inheritdoc cref="PartnerInput.Document"/>
    public required string? Document { get; init; }

    [JsonIgnore]
    public override string Resource => "partners";
}

internal sealed class PartnerInputRules : AbstractValidator<PartnerInput>
{
    public PartnerInputRules()
    {
        this.FieldRules("partners");
        this.ReasonRules();
    }
}
