using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>The row of <c>organisation</c> or of <c>public_organisation</c>.</summary>
internal sealed record OrganisationRow : SourcedRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Abbreviation { get; init; }
    public required string? Founded { get; init; }
    public required string? FoundedPlace { get; init; }
    public required string? FoundedCountry { get; init; }
    public required string? Launched { get; init; }
    public required string? LaunchedPlace { get; init; }
    public required string? LaunchedCountry { get; init; }
    public required string? LegalForm { get; init; }
    public required string? Status { get; init; }
    public required string? AreaServed { get; init; }
    public required string? MainOrgan { get; init; }
    public required string? Leader { get; init; }
    public required string? LeaderPostId { get; init; }
    public required string? Homepage { get; init; }
    public required string? Vision { get; init; }
    public required string? VisionFrom { get; init; }
}
