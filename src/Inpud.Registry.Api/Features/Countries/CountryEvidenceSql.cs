using Dapper;
using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

internal static class CountryEvidenceSql
{
    private const string OfMembers = "member-group";

    /// <summary>Whose evidence is asked; null where a filter is left out.</summary>
    internal sealed record Filter(string Country, string Day)
    {
        public string? Network { get; init; }
        public string? Kind { get; init; }
    }

    internal sealed record Row : SourcedRow
    {
        public required string NetworkId { get; init; }
        public required string Kind { get; init; }
        public required string? Record { get; init; }
        public required string Label { get; init; }
    }

    /// <summary>The evidence as of the day, in the order of networks, kinds and labels.</summary>
    /// <remarks>A country can have very many member groups. An index has them in the order of the list, so that a page reads its own. All other evidence is little, and is sorted.</remarks>
    public static async Task<Rows<Row>> ListAsync(ReadSession read, Filter filter, Slice slice)
    {
        var counts = (await CountAsync(read, filter)).Of(slice.Certainty);
        var parameters = ParametersOf(filter);
        parameters.Add("after_key", slice.AfterKey);
        parameters.Add("after_id", slice.AfterId);
        var isListed = (string alias) =>
            slice.Certainty switch
            {
                null => AsOf.MayHold(alias),
                "certain" => $"{AsOf.MayHold(alias)} and {AsOf.IsCertain(alias)}",
                _ => $"{AsOf.MayHold(alias)} and not ({AsOf.IsCertain(alias)})",
            };
        var after = slice.AfterKey is null ? "" : "where (sort_key, row_id) > (@after_key, @after_id)";
        List<string> parts = [];
        if (filter.Kind is null or OfMembers)
        {
            var afterMembers = MembersAfter(filter, slice, parameters);
            parts.Add(
                Walk(
                    "public_memberships",
                    "case when m.is_anonymous then null else m.group_id end",
                    "and not exists (select 1 from public_group_values as v where v.group_id = m.group_id and v.attribute = 'country')"
                )
            );
            parts.Add(Walk("public_memberships_of_moved", "m.group_id", ""));

            string Walk(string table, string record, string where)
            {
                var walk = $"""
                    select
                        m.network_id || ' {OfMembers} ' || m.group_name as sort_key, '{OfMembers} ' || m.evidence_key as row_id, {AsOf.Certainty(
                        "m"
                    )} as certainty,
                        m.network_id, '{OfMembers}' as kind, {record} as record, m.group_name as label, m.source_id, m.locator, m.note
                    from {table} as m
                    where m.country = @Country and {isListed("m")} {OfNetwork(filter, "m")} {afterMembers} {where}
                    order by m.network_id, m.group_name, m.evidence_key
                    """;
                return slice.Limit is null ? walk : $"{walk} limit @take";
            }
        }

        if (filter.Kind is not OfMembers)
        {
            parts.Add(
                $"""
                select
                    e.network_id || ' ' || e.kind || ' ' || e.label as sort_key, e.kind || ' ' || e.row_key as row_id, {AsOf.Certainty(
                    "e"
                )} as certainty,
                    e.network_id, e.kind, e.record, e.label, e.source_id, e.locator, e.note
                from public_seat_evidence as e
                where e.country = @Country and {isListed("e")} {OfNetwork(filter, "e")} {OfKind(filter)}
                """
            );
        }

        var rows = string.Join("\nunion all\n", parts.Select(part => $"select * from ({part}) as part"));
        var page = await read.PageAsync<Row>(
            $"select * from ({rows}) as listed {after} order by sort_key, row_id",
            parameters,
            slice,
            counts
        );
        // The place in the order stays that of the name of today, by which the index has the rows.
        var former = await FormerNames.OfGroups.OnAsync(read, page.Items.Select(GroupOrNull).OfType<string>(), filter.Day);
        return page with { Items = [.. page.Items.Select(NameThen)] };

        Row NameThen(Row row) => GroupOrNull(row) is { } group ? row with { Label = former.GetValueOrDefault(group, row.Label) } : row;
    }

    /// <summary>How much evidence the filter has, whatever the page.</summary>
    public static async Task<RowCounts> CountAsync(ReadSession read, Filter filter)
    {
        var ofMembers = filter.Kind is null or OfMembers
            ? await GroupCounts.OfEvidenceAsync(read, filter.Day, filter.Country, filter.Network)
            : default;
        var ofSeats = await read.SingleAsync<RowCounts>(
            $"""
            select coalesce(sum(is_certain), 0) as certain, coalesce(sum(1 - is_certain), 0) as possible
            from (
                select case when {AsOf.IsCertain("e")} then 1 else 0 end as is_certain
                from public_seat_evidence as e
                where e.country = @Country and {AsOf.IsPossible("e")} {OfNetwork(filter, "e")} {OfKind(filter)}
            ) as listed
            """,
            ParametersOf(filter)
        );
        return new RowCounts { Certain = ofMembers.Certain + ofSeats.Certain, Possible = ofMembers.Possible + ofSeats.Possible };
    }

    private static string? GroupOrNull(Row row) => row.Kind == OfMembers ? row.Record : null;

    private static DynamicParameters ParametersOf(Filter filter) =>
        new(
            new
            {
                day = filter.Day,
                filter.Country,
                filter.Network,
                filter.Kind,
            }
        );

    private static string OfNetwork(Filter filter, string alias) => filter.Network is null ? "" : $"and {alias}.network_id = @Network";

    private static string OfKind(Filter filter) => filter.Kind is null ? "" : "and e.kind = @Kind";

    /// <summary>The condition that a membership comes after the last row of the page before. The key of that row has its network, its kind and its label, with a space between.</summary>
    private static string MembersAfter(Filter filter, Slice slice, DynamicParameters parameters)
    {
        if (slice.AfterKey?.Split(' ', 3) is not [var network, var kind, var label])
        {
            return "";
        }

        parameters.Add("after_network", network);
        parameters.Add("after_label", label);
        parameters.Add("after_evidence", slice.AfterId?[(slice.AfterId.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return string.CompareOrdinal(kind, OfMembers) switch
        {
            // One network needs no comparison, and the index has its rows by what follows.
            0 when filter.Network is not null => "and (m.group_name, m.evidence_key) > (@after_label, @after_evidence)",
            < 0 => "and m.network_id >= @after_network",
            0 => "and (m.network_id, m.group_name, m.evidence_key) > (@after_network, @after_label, @after_evidence)",
            _ => "and m.network_id > @after_network",
        };
    }
}
