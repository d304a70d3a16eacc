using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Organisation;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>What a steward states of something that happened.</summary>
internal sealed record MilestoneInput : CitedInput, ICheckedBody
{
    /// <summary>When it happened: a date as precise as the source gives it, or an interval of two. Only a plan can lie in the future.</summary>
    /// <example>2024-06</example>
    public required string Date { get; init; }

    /// <summary>The kind of event.</summary>
    /// <example>conference</example>
    public required MilestoneKind Kind { get; init; }

    /// <summary>What happened, in a few words.</summary>
    /// <example>General assembly</example>
    public required string Title { get; init; }

    /// <summary>What happened, in the registry's own words.</summary>
    /// <example>The networks meet and choose the board.</example>
    public required string Summary { get; init; }

    /// <summary>Where it happened, in the source's order.</summary>
    public IReadOnlyList<MilestonePlaceInput>? Places { get; init; }

    public static IValidator Rules { get; } = new MilestoneInputRules();
}

/// <summary>A place where something happened.</summary>
internal sealed record MilestonePlaceInput : ICheckedBody
{
    /// <summary>The place; <c>online</c> for what took place on the internet.</summary>
    /// <example>Copenhagen</example>
    public required string Place { get; init; }

    /// <summary>The country: alpha-2, alpha-3 or M49 number; null for what took place online.</summary>
    /// <example>DK</example>
    public string? Country { get; init; }

    public static IValidator Rules { get; } = new MilestonePlaceInputRules();
}

/// <summary>A milestone as INPUD's stewards keep it.</summary>
internal sealed record MilestoneRecord : IKeptRecord
{
    /// <summary>The id. The registry never gives it to another record.</summary>
    /// <example>launch</example>
    public required string Id { get; init; }

    /// <inheritdoc cref="MilestoneInput.Date"/>
    public required EventDate Date { get; init; }

    /// <inheritdoc cref="MilestoneInput.Kind"/>
    public required MilestoneKind Kind { get; init; }

    /// <inheritdoc cref="MilestoneInput.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="MilestoneInput.Summary"/>
    public required string Summary { get; init; }

    /// <inheritdoc cref="MilestoneInput.Places"/>
    public required IReadOnlyList<MilestonePlace> Places { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "milestones";
}

internal sealed class MilestoneInputRules : AbstractValidator<MilestoneInput>
{
    public MilestoneInputRules()
    {
        this.FieldRules("milestones");
        this.ReasonRules();
    }
}

internal sealed class MilestonePlaceInputRules : AbstractValidator<MilestonePlaceInput>
{
    public MilestonePlaceInputRules() => this.FieldRules("milestone_places");
}
