using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A row of <c>individual_counts</c> or of <c>public_individual_counts</c>, which gives no number from one to four.</summary>
internal sealed record IndividualCountRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required string Country { get; init; }
    public required int? People { get; init; }

    /// <summary>5 where all that is known is that fewer people are counted, and at least one.</summary>
    public required int? PeopleBelow { get; init; }
}
