using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>INPUD itself, as its stewards keep the record.</summary>
internal sealed record ProfileRecord : IKeptRecord
{
    /// <summary>The id.</summary>
    /// <example>inpud</example>
    public required string Id { get; init; }

    /// <inheritdoc cref="ProfileInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="ProfileInput.Abbreviation"/>
    public required string Abbreviation { get; init; }

    /// <inheritdoc cref="ProfileInput.Founded"/>
    public required PartialDate? Founded { get; init; }

    /// <inheritdoc cref="ProfileInput.FoundedPlace"/>
    public required string? FoundedPlace { get; init; }

    /// <inheritdoc cref="ProfileInput.FoundedCountry"/>
    public required string? FoundedCountry { get; init; }

    /// <inheritdoc cref="ProfileInput.Launched"/>
    public required PartialDate? Launched { get; init; }

    /// <inheritdoc cref="ProfileInput.LaunchedPlace"/>
    public required string? LaunchedPlace { get; init; }

    /// <inheritdoc cref="ProfileInput.LaunchedCountry"/>
    public required string? LaunchedCountry { get; init; }

    /// <inheritdoc cref="ProfileInput.LegalForm"/>
    public required string? LegalForm { get; init; }

    /// <inheritdoc cref="ProfileInput.Status"/>
    public required string? Status { get; init; }

    /// <inheritdoc cref="ProfileInput.AreaServed"/>
    public required string? AreaServed { get; init; }

    /// <inheritdoc cref="ProfileInput.MainOrgan"/>
    public required string? MainOrgan { get; init; }

    /// <inheritdoc cref="ProfileInput.Leader"/>
    public required string? Leader { get; init; }

    /// <inheritdoc cref="ProfileInput.LeaderPost"/>
    public required string? LeaderPost { get; init; }

    /// <inheritdoc cref="ProfileInput.Homepage"/>
    public required string? Homepage { get; init; }

    /// <inheritdoc cref="ProfileInput.Vision"/>
    public required string? Vision { get; init; }

    /// <inheritdoc cref="ProfileInput.VisionFrom"/>
    public required string? VisionFrom { get; init; }

    /// <inheritdoc cref="ProfileInput.Names"/>
    public required IReadOnlyList<ProfileName> Names { get; init; }

    /// <inheritdoc cref="ProfileInput.Focuses"/>
    public required IReadOnlyList<ProfileFocus> Focuses { get; init; }

    /// <inheritdoc cref="ProfileInput.Aims"/>
    public required IReadOnlyList<ProfileAim> Aims { get; init; }

    /// <inheritdoc cref="ProfileInput.Statements"/>
    public required IReadOnlyList<ProfileStatement> Statements { get; init; }

    /// <summary>The source of the profile.</summary>
    public required Citation Citation { get; init; }

    /// <summary>INPUD's own record is never withdrawn.</summary>
    DateTimeOffset? IKeptRecord.Withdrawn => null;

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "organisation";
}

/// <summary>Something that INPUD is about.</summary>
internal sealed record ProfileFocus
{
    /// <inheritdoc cref="ProfileFocusInput.Text"/>
    public required string Text { get; init; }

    /// <summary>The source of it.</summary>
    public required Citation Citation { get; init; }
}
