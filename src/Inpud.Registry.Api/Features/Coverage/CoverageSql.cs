using Dapper;
using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class CoverageSql
{
    internal sealed record NetworkRow : ListRow
    {
        public required string Name { get; init; }
        public required string Abbreviation { get; init; }
        public required string? Standing { get; init; }
    }

    internal sealed record CountryRow : ListRow
    {
        public required string Name { get; init; }
    }

    internal sealed record RegionRow : ListRow
    {
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public required int Countries { get; init; }
    }

    private sealed record RegionCountryRow
    {
        public required string Region { get; init; }
        public required string Country { get; init; }
    }

    /// <summary>A network that counts, with the rank of its standing or of its existence.</summary>
    private sealed record CountingNetworkRow
    {
        public required string Id { get; init; }
        public required int Rank { get; init; }
    }

    private sealed record RemitCountryRow
    {
        public required string NetworkId { get; init; }
        public required string Country { get; init; }
    }

    private sealed record EvidenceRow
    {
        public required string NetworkId { get; init; }
        public required string Country { get; init; }
        public required string Kind { get; init; }
        public required string SourceId { get; init; }
        public required int Rank { get; init; }
    }

    /// <summary>The networks that count, as rows of a list.</summary>
    public static async Task<Rows<NetworkRow>> NetworksAsync(ReadSession read, CoverageFilter filter, Slice slice, bool byId)
    {
        var rows = $"""
            select {(byId ? "c.id" : "n.name_order")} as sort_key, c.id as row_id, {AsOf.Word(
                "c.rank"
            )} as certainty, n.name, n.abbreviation,
                (
                    select s.standing from public_network_standings as s
                    where s.network_id = n.id and {AsOf.IsPossible("s")}
                    order by {AsOf.Rank("s")} desc, s.standing desc
                    limit 1
                ) as standing
            from ({Counting(filter)}) as c join public_networks as n on n.id = c.id
            """;
        var list = await read.ListAsync<NetworkRow>(rows, Parameters(filter), slice);
        var former = await FormerNames.OfNetworks.OnAsync(read, list.Items.Select(row => row.RowId), filter.Day.Text);
        return list with { Items = [.. list.Items.Select(row => row with { Name = former.GetValueOrDefault(row.RowId, row.Name) })] };
    }

    /// <summary>The countries that count, as rows of a list.</summary>
    public static Task<Rows<CountryRow>> CountriesAsync(ReadSession read, CoverageFilter filter, string language, Slice slice, bool byCode)
    {
        var rows = $"""
            select {(byCode ? "c.alpha2" : "o.name_order")} as sort_key, c.alpha2 as row_id, 'certain' as certainty, o.name
            from public_countries as c join public_country_names as o on o.country = c.alpha2 and o.language = @language
            where true {InRegion(filter, "c.alpha2")}
            """;
        return read.ListAsync<CountryRow>(rows, Parameters(filter, language), slice);
    }

    /// <summary>The regions, as rows of a list.</summary>
    public static Task<Rows<RegionRow>> RegionsAsync(ReadSession read, CoverageFilter filter, string language, string? kind, Slice slice)
    {
        var parameters = Parameters(filter, language);
        parameters.Add("region_kind", kind);
        var ofKind = kind is null ? "" : "and r.kind = @region_kind";
        var one = filter.Region is null ? "" : "and r.code = @region";
        var rows = $"""
            select r.code as sort_key, r.code as row_id, 'certain' as certainty, o.name, r.kind,
                (select count(*) from public_region_countries as c where c.region = r.code) as countries
            from public_regions as r join public_region_names as o on o.region = r.code and o.language = @language
            where true {ofKind} {one}
            """;
        return read.ListAsync<RegionRow>(rows, parameters, slice);
    }

    /// <summary>Finds each network's most certain claim as of the day. Of several, it takes the latest.</summary>
    public static async Task<IReadOnlyDictionary<string, ClaimRow>> ClaimsAsync(ReadSession read, CoverageFilter filter)
    {
        var rows = await read.QueryAsync<ClaimRow>(
            $"""
            select c.*, {AsOf.Certainty("c")} as certainty
            from public_claims as c
            where {AsOf.IsPossible("c")}
            order by {AsOf.Rank("c")} desc, c.possible_from desc, c.id
            """,
            Parameters(filter)
        );
        return rows.GroupBy(row => row.NetworkId).ToDictionary(claims => claims.Key, claims => claims.First());
    }

    /// <summary>The names that all networks have today, and those of all countries in a language.</summary>
    public static async Task<CoverageMatrixNames> NamesAsync(ReadSession read, string language)
    {
        var networks = await read.QueryAsync<NetworkRow>("select id as row_id, name, abbreviation, null as standing from public_networks");
        var countries = await read.QueryAsync<CountryRow>(
            "select country as row_id, name from public_country_names where language = @language",
            new { language }
        );
        return new CoverageMatrixNames(
            networks.ToDictionary(row => row.RowId, row => (row.Name, row.Abbreviation), StringComparer.Ordinal),
            countries.ToDictionary(row => row.RowId, row => row.Name, StringComparer.Ordinal)
        );
    }

    /// <summary>The countries of each region.</summary>
    public static async Task<ILookup<string, string>> RegionCountriesAsync(ReadSession read)
    {
        var rows = await read.QueryAsync<RegionCountryRow>("select region, country from public_region_countries");
        return rows.ToLookup(row => row.Region, row => row.Country);
    }

    /// <summary>The evidence alone, with its sources, and without remits and numbers of groups.</summary>
    public static async Task<CoverageFacts> EvidenceAsync(ReadSession read, CoverageFilter filter)
    {
        var networks = await NetworksAsync(read, filter);
        var counts = await KeptCountsSql.ReadAsync(read, filter.Day.Text, CountedFamily.Evidence, CountKey.OfSources, filter.Country);
        var isCounted = await CountedCountriesAsync(read, filter);
        var ofMembers = counts
            .SelectMany(count =>
                count.Members.Select(member => new EvidenceRow
                {
                    NetworkId = member.Network,
                    Country = count.Key.Place,
                    Kind = Kebab.Text(EvidenceKind.MemberGroup),
                    SourceId = count.Key.Source,
                    Rank = (int)member.Certainty,
                })
            )
            .Where(row => filter.Counts(EvidenceKind.MemberGroup) && networks.ContainsKey(row.NetworkId) && isCounted(row.Country));
        var rows = ofMembers.Concat(await SeatEvidenceAsync(read, filter));
        return new CoverageFacts(
            filter,
            networks,
            [],
            [.. rows.GroupBy(row => (row.NetworkId, row.Country, row.Kind)).Select(PieceOf)],
            MemberGroupCounts.None
        );
    }

    /// <param name="read">The session.</param>
    /// <param name="filter">What the request asks for.</param>
    /// <param name="ofEachRegion">Whether the answer has figures of regions.</param>
    public static async Task<CoverageFacts> FactsAsync(ReadSession read, CoverageFilter filter, bool ofEachRegion = false)
    {
        var networks = await NetworksAsync(read, filter);
        var remits = await read.QueryAsync<RemitCountryRow>(
            $"""
            select r.network_id, r.country
            from ({RemitOn.Countries}) as r join ({Counting(filter)}) as c on c.id = r.network_id
            where true {InRegion(filter, "r.country")}
            """,
            Parameters(filter)
        );
        var counts = await KeptCountsSql.ReadAsync(
            read,
            filter.Day.Text,
            CountedFamily.Members,
            withRegions: ofEachRegion || filter.Region is not null
        );
        var isCounted = await CountedCountriesAsync(read, filter);
        var ofMembers = EvidenceRanks
            .OfMembers(counts)
            .Where(rank => filter.Counts(rank.Kind) && networks.ContainsKey(rank.Network) && isCounted(rank.Country))
            .Select(rank => new CoverageFacts.Piece(rank.Network, rank.Country, rank.Kind, (int)rank.Certainty, []));
        var ofSeats = (await SeatEvidenceAsync(read, filter)).GroupBy(row => (row.NetworkId, row.Country, row.Kind)).Select(PieceOf);
        return new CoverageFacts(
            filter,
            networks,
            [.. remits.Select(row => new CoverageFacts.Remit(row.NetworkId, row.Country))],
            [.. ofMembers, .. ofSeats],
            new MemberGroupCounts(counts, networks, filter.Region ?? CountKey.Anywhere, isCounted)
        );
    }

    /// <summary>How certain it is that each network counts.</summary>
    private static async Task<IReadOnlyDictionary<string, Certainty>> NetworksAsync(ReadSession read, CoverageFilter filter)
    {
        var rows = await read.QueryAsync<CountingNetworkRow>($"select id, rank from ({Counting(filter)}) as c", Parameters(filter));
        return rows.ToDictionary(row => row.Id, row => filter.Standing is null ? Certainty.Certain : (Certainty)row.Rank);
    }

    private static async Task<IReadOnlyList<EvidenceRow>> SeatEvidenceAsync(ReadSession read, CoverageFilter filter)
    {
        var ofEvidence = filter.Evidence is null ? "" : "and e.kind = @evidence";
        var ofCountry = filter.Country is null ? "" : "and e.country = @country";
        return await read.QueryAsync<EvidenceRow>(
            $"""
            select e.network_id, e.country, e.kind, e.source_id, max({AsOf.Rank("e")}) as rank
            from public_seat_evidence as e join ({Counting(filter)}) as c on c.id = e.network_id
            where {AsOf.IsPossible("e")} {ofEvidence} {ofCountry} {InRegion(filter, "e.country")}
            group by e.network_id, e.country, e.kind, e.source_id
            """,
            Parameters(filter)
        );
    }

    /// <summary>Whether the request counts a country: every one, or those of its region.</summary>
    private static async Task<Func<string, bool>> CountedCountriesAsync(ReadSession read, CoverageFilter filter)
    {
        if (filter.Region is null)
        {
            return _ => true;
        }

        var countries = await read.QueryAsync<string>(
            "select country from public_region_countries where region = @Region",
            new { filter.Region }
        );
        return countries.ToHashSet(StringComparer.Ordinal).Contains;
    }

    private static CoverageFacts.Piece PieceOf(IGrouping<(string Network, string Country, string Kind), EvidenceRow> rows)
    {
        var rank = rows.Max(row => row.Rank);
        return new CoverageFacts.Piece(
            rows.Key.Network,
            rows.Key.Country,
            Kebab.Parse<EvidenceKind>(rows.Key.Kind),
            rank,
            [.. rows.Where(row => row.Rank == rank).Select(row => row.SourceId).Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>
    /// Selects the networks that count. The rank says how certain it is that a network counts: by its standing or, where the request names none, by its existence.
    /// </summary>
    private static string Counting(CoverageFilter filter) =>
        (filter.Network, filter.Standing) switch
        {
            (not null, _) =>
                $"select n.id, {AsOf.Rank("n")} as rank from public_network_lives as n where n.id = @network and {AsOf.IsPossible("n")}",
            (null, null) => $"select n.id, {AsOf.Rank("n")} as rank from public_network_lives as n where {AsOf.IsPossible("n")}",
            _ => $"""
                select s.network_id as id, max({AsOf.Rank("s")}) as rank
                from public_network_standings as s
                where s.standing = @standing and {AsOf.IsPossible("s")}
                group by s.network_id
                """,
        };

    private static string InRegion(CoverageFilter filter, string country) =>
        filter.Region is null ? "" : $"and {country} in (select w.country from public_region_countries as w where w.region = @region)";

    private static DynamicParameters Parameters(CoverageFilter filter, string? language = null) =>
        new(
            new
            {
                day = filter.Day.Text,
                network = filter.Network,
                standing = filter.Standing,
                region = filter.Region,
                country = filter.Country,
                evidence = filter.Evidence,
                language,
            }
        );
}
