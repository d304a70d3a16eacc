namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>How certain it is, as of @day, that there is evidence that a network reaches a country, in SQL.</summary>
/// <remarks>
/// It stops at the first piece that is certain: a country can have very many member groups. Each kind of evidence is asked by itself, because a union under <c>exists</c> makes the
/// database build an index of all evidence at each request.
/// </remarks>
internal static class EvidenceOn
{
    private const string StayedWhereItIs =
        "not exists (select 1 from public_group_values as v where v.group_id = e.group_id and v.attribute = 'country')";

    private static readonly (string Kind, string From, string Where)[] Kinds =
    [
        ("headquarters", "public_headquarters as e", "true"),
        ("representative", "public_seat_terms as e join public_people as p on p.id = e.person_id", "true"),
        ("member-group", "public_memberships as e", StayedWhereItIs),
        ("member-group", "public_memberships_of_moved as e", "true"),
    ];

    /// <param name="country">The expression for the country.</param>
    /// <param name="network">The expression for the network; null for any network.</param>
    /// <param name="kind">The kind of evidence; null for all.</param>
    /// <param name="standing">The expression for the standing that the network has to have on the day; null where none is asked.</param>
    /// <returns>An expression: 2 for certain, 1 for possible, 0 for neither.</returns>
    public static string Rank(string country, string? network, string? kind, string? standing = null)
    {
        return $"case when {Exists(aliases => $"{AsOf.IsPossible(aliases)} and {AsOf.IsCertain(aliases)}")} then 2 when {Exists(AsOf.IsPossible)} then 1 else 0 end";

        // What is certain is possible. To ask both lets an index stop at the day.
        string Exists(Func<IEnumerable<string>, string> holds)
        {
            var (ofStanding, aliases) = standing is null
                ? ("", new[] { "e" })
                : ($"join public_network_standings as s on s.network_id = e.network_id and s.standing = {standing}", ["e", "s"]);
            // Where any network will do, its networks are named one by one: an index has the days of the memberships of each.
            var ofNetwork = network is null ? "in (select n.id from public_networks as n)" : $"= {network}";
            return "("
                + string.Join(
                    " or ",
                    Kinds
                        .Where(of => kind is null || of.Kind == kind)
                        .Select(of =>
                            $"exists (select 1 from {of.From} {ofStanding} where e.country = {country} and e.network_id {ofNetwork} and {holds(aliases)} and {of.Where})"
                        )
                )
                + ")";
        }
    }
}
