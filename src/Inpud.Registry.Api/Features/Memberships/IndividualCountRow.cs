using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A row of <c>individual_counts</c> or of <c>public_individual_counts</c>, which gives no number below five.</summary>
internal sealed record IndividualCountRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required string Country { get; init; }
    public required int? People { get; init; }
}
