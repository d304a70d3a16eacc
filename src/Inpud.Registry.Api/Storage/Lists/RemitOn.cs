namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>Which countries are in the networks' remits as of @day, in SQL. A network has one remit at a time: a country is certainly in it where every remit that may hold on the day has it.</summary>
internal static class RemitOn
{
    private const string Changed = "(select f.network_id from public_network_former_values as f where f.attribute = 'remit')";

    /// <summary>A query for <c>network_id</c>, <c>country</c> and <c>remit_rank</c>: 2 for certain, 1 for possible. Most networks never changed their remit, and have it on every day.</summary>
    public static readonly string Countries = $"""
        select r.network_id, r.country, 2 as remit_rank
        from public_remit_countries as r
        where r.network_id not in {Changed}
        union all
        select
            w.network_id, w.country,
            case
                when count(*) = (select count(*) from public_remits_over_time as p where p.network_id = w.network_id and {AsOf.IsPossible(
            "p"
        )}) then 2
                else 1
            end
        from public_remits_over_time as o
        join public_remit_countries_over_time as w on w.network_id = o.network_id and w.key = o.key
        where o.network_id in {Changed} and {AsOf.IsPossible("o")}
        group by w.network_id, w.country
        """;

    /// <summary>The lesser of two ranks.</summary>
    public static string Least(string one, string other) => $"(case when {one} < {other} then {one} else {other} end)";
}
