using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>A source of facts.</summary>
internal sealed record SourceInput : ReasonedInput, ICheckedBody, IHasKeeper
{
    /// <summary>The title.</summary>
    /// <example>Minutes of the general assembly of 2024</example>
    public required string Title { get; init; }

    /// <summary>The kind of source.</summary>
    /// <example>article</example>
    public required SourceKind Kind { get; init; }

    /// <summary>Who published it; null where that is not known.</summary>
    /// <example>EuroNPUD</example>
    public string? Publisher { get; init; }

    /// <summary>Its address, with https or http; null where it has none.</summary>
    public string? Url { get; init; }

    /// <summary>The licence of its text or data, as SPDX identifier; null where none is stated.</summary>
    public string? Licence { get; init; }

    /// <summary>The date at which it describes the world; null where it does not say.</summary>
    /// <example>2024-11</example>
    public string? Observed { get; init; }

    /// <summary>What a reader should know of it; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The network whose stewards keep the record; null for INPUD's own.</summary>
    /// <example>euronpud</example>
    public string? KeptBy { get; init; }

    public static IValidator Rules { get; } = new SourceInputRules();
}

/// <summary>A source as the stewards keep the record.</summary>
internal sealed record SourceRecord : IKeptRecord, IHasKeeper
{
    /// <summary>The id, by which facts cite it. The registry never gives it to another source.</summary>
    /// <example>inpud-article</example>
    public required string Id { get; init; }

    /// <inheritdoc cref="SourceInput.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="SourceInput.Kind"/>
    public required SourceKind Kind { get; init; }

    /// <inheritdoc cref="SourceInput.Publisher"/>
    public required string? Publisher { get; init; }

    /// <inheritdoc cref="SourceInput.Url"/>
    public required string? Url { get; init; }

    /// <inheritdoc cref="SourceInput.Licence"/>
    public required string? Licence { get; init; }

    /// <inheritdoc cref="SourceInput.Observed"/>
    public required PartialDate? Observed { get; init; }

    /// <inheritdoc cref="SourceInput.Note"/>
    public required string? Note { get; init; }

    /// <inheritdoc cref="SourceInput.KeptBy"/>
    public required string? KeptBy { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "sources";
}

internal sealed class SourceInputRules : AbstractValidator<SourceInput>
{
    public SourceInputRules()
    {
        this.FieldRules("sources");
        this.ReasonRules();
    }
}
