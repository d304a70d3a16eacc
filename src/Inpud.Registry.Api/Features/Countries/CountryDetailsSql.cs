using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Api.Features.Countries;

internal static class CountryDetailsSql
{
    private sealed record CountryRow : SourcedRow
    {
        public required string Alpha3 { get; init; }
        public required string? M49 { get; init; }
        public required string Status { get; init; }
    }

    private sealed record NameRow
    {
        public required string Language { get; init; }
        public required string Name { get; init; }
    }

    private sealed record RegionRow
    {
        public required string Region { get; init; }
        public required string Name { get; init; }
    }

    private sealed record RemitRow
    {
        public required string NetworkId { get; init; }
        public required string Basis { get; init; }
        public required int RemitRank { get; init; }
    }

    /// <summary>The most pieces of evidence that the record shows. A country can have hundreds of member groups.</summary>
    private const int Pieces = 20;

    public static async Task<CountryDetails> ReadAsync(ReadSession read, string code, AskedDay day, string language)
    {
        var asked = new
        {
            code,
            day = day.Text,
            language,
        };
        var country = await read.SingleAsync<CountryRow>("select * from public_countries where alpha2 = @code", asked);
        var names = await read.QueryAsync<NameRow>(
            "select language, name from public_country_names where country = @code order by language",
            asked
        );
        var regions = await read.QueryAsync<RegionRow>(
            """
            select r.region, n.name
            from public_region_countries as r
            join public_region_names as n on n.region = r.region and n.language = @language
            where r.country = @code
            order by (select count(*) from public_region_countries as w where w.region = r.region), r.region desc
            """,
            asked
        );
        var remits = await read.QueryAsync<RemitRow>(
            $"""
            select ranked.network_id, {RemitOn.Least("ranked.remit_rank", AsOf.Rank("n"))} as remit_rank, (
                    select o.basis from public_remits_over_time as o
                    join public_remit_countries_over_time as w on w.network_id = o.network_id and w.key = o.key and w.country = @code
                    where o.network_id = ranked.network_id and {AsOf.IsPossible("o")}
                    order by o.possible_to desc limit 1
                ) as basis
            from ({RemitOn.Countries}) as ranked
            join public_network_lives as n on n.id = ranked.network_id
            where ranked.country = @code and {AsOf.IsPossible("n")}
            order by ranked.network_id
            """,
            asked
        );
        var evidence = await CountryEvidenceSql.ListAsync(
            read,
            new CountryEvidenceSql.Filter(code, day.Text),
            new Slice(null, null, Pieces, Descending: false, Certainty: null)
        );
        return new CountryDetails
        {
            AsOf = day.Day,
            Code = code,
            Alpha3 = country.Alpha3,
            M49 = country.M49,
            Name = names.Single(name => name.Language == language).Name,
            Names = [.. names.Select(name => new CountryName { Language = name.Language, Name = name.Name })],
            Status = country.Status,
            Regions = [.. regions.Select(region => new CountryRegion { Code = region.Region, Name = region.Name })],
            Remits =
            [
                .. remits.Select(remit => new CountryRemit
                {
                    Network = remit.NetworkId,
                    Basis = Kebab.Parse<RemitBasis>(remit.Basis),
                    Certainty = remit.RemitRank == 2 ? Certainty.Certain : Certainty.Possible,
                }),
            ],
            Evidence = [.. evidence.Items.Select(CountryEvidence.Of)],
            EvidenceTotal = evidence.Total,
            EvidenceRows = PublicAddress.Link($"/v1/countries/{code}/evidence{(day.WasGiven ? $"?asOf={day.Text}" : "")}"),
            Citation = country.Citation,
        };
    }
}
