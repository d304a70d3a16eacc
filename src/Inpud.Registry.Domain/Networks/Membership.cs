using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Networks;

/// <summary>A group's membership of a network.</summary>
/// <param name="Id">The membership's id.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Period">The time for which it is a member.</param>
public sealed record Membership(string Id, string NetworkId, string GroupId, Period Period);

/// <summary>A network's count of individuals of a country, with the parts that the rules need.</summary>
/// <param name="Id">The count's id.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="Country">The alpha-2 code of the country.</param>
/// <param name="Period">The time for which it holds.</param>
public sealed record IndividualCount(string Id, string NetworkId, string Country, Period Period);
