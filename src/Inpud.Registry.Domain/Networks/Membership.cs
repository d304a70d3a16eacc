using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Networks;

/// <summary>A group's membership of a network.</summary>
/// <param name="Id">The membership's id.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Period">The time for which it is a member.</param>
public sealed record Membership(string Id, string NetworkId, string GroupId, Period Period);
