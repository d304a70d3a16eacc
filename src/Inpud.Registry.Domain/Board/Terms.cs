using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Board;

/// <summary>The time for which a person represents a network on the board, or for which its seat was seen to be vacant.</summary>
/// <param name="Id">The term's id.</param>
/// <param name="NetworkId">The network whose seat it is.</param>
/// <param name="Person">The person's id; null for a vacancy that a source shows.</param>
/// <param name="Country">The alpha-2 code of the country that the representative is from; null for a vacancy.</param>
/// <param name="Period">The time.</param>
/// <param name="IsVacancy">True where a source saw that nobody holds it. Nobody is named as well where the person is withheld.</param>
public sealed record SeatTerm(string Id, string NetworkId, string? Person, string? Country, Period Period, bool IsVacancy);

/// <summary>The time for which a person holds an office of the board, or for which it was seen to be vacant.</summary>
/// <param name="Id">The term's id.</param>
/// <param name="Office">The office's id: <c>chair</c>, <c>vice-chair</c>, <c>treasurer</c>.</param>
/// <param name="Person">The person's id; null for a vacancy that a source shows.</param>
/// <param name="Period">The time.</param>
/// <param name="IsVacancy">True where a source saw that nobody holds it. Nobody is named as well where the person is withheld.</param>
public sealed record OfficeTerm(string Id, string Office, string? Person, Period Period, bool IsVacancy);

/// <summary>A post of the secretariat.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="IsSingle">True where one person holds it at a time.</param>
public sealed record Post(string Id, bool IsSingle);

/// <summary>The time for which a person holds a post of the secretariat.</summary>
/// <param name="Id">The term's id.</param>
/// <param name="PostId">The post.</param>
/// <param name="Period">The time.</param>
public sealed record PostTerm(string Id, string PostId, Period Period);
