using System.Globalization;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Api.Features.Countries;

internal static class CountryDetailsSql
{
    private sealed record Row : SourcedRow
    {
        public string Alpha3 { get; init; } = "";
        public string? M49 { get; init; }
        public string Status { get; init; } = "";
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public string Language { get; init; } = "";
        public string NetworkId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Record { get; init; }
        public string Label { get; init; } = "";
    }

    public static async Task<CountryDetails> ReadAsync(ReadSession read, string code, string day, string language)
    {
        var asked = new
        {
            code,
            day,
            language,
        };
        var country = await read.SingleAsync<Row>("select * from public_countries where alpha2 = @code", asked);
        var names = await read.QueryAsync<Row>(
            "select language, name from public_country_names where country = @code order by language",
            asked
        );
        var regions = await read.QueryAsync<Row>(
            """
            select r.region as code, n.name
            from public_region_countries as r
            join public_region_names as n on n.region = r.region and n.language = @language
            where r.country = @code
            order by (select count(*) from public_region_countries as w where w.region = r.region), r.region desc
            """,
            asked
        );
        var remits = await read.QueryAsync<Row>(
            """
            select c.network_id, r.basis as kind
            from public_remit_countries as c join public_remits as r on r.network_id = c.network_id
            where c.country = @code
            order by c.network_id
            """,
            asked
        );
        var evidence = await read.QueryAsync<Row>(
            $"""
            select e.network_id, e.kind, e.record, e.label, {AsOf.Certainty("e")} as certainty, e.source_id, e.locator, e.note
            from public_evidence as e
            where e.country = @code
            order by e.network_id, e.kind, e.label, e.record
            """,
            asked
        );
        return new CountryDetails
        {
            AsOf = DateOnly.Parse(day, CultureInfo.InvariantCulture),
            Code = code,
            Alpha3 = country.Alpha3,
            M49 = country.M49,
            Name = names.Single(name => name.Language == language).Name,
            Names = [.. names.Select(name => new CountryName { Language = name.Language, Name = name.Name })],
            Status = country.Status,
            Regions = [.. regions.Select(region => new CountryRegion { Code = region.Code, Name = region.Name })],
            Remits =
            [
                .. remits.Select(remit => new CountryRemit { Network = remit.NetworkId, Basis = Kebab.Parse<RemitBasis>(remit.Kind) }),
            ],
            Evidence = [.. evidence.Select(EvidenceOf)],
            Citation = country.Citation,
        };
    }

    private static CountryEvidence EvidenceOf(Row row) =>
        new()
        {
            Network = row.NetworkId,
            Kind = Kebab.Parse<EvidenceKind>(row.Kind),
            Record = row.Record,
            Label = row.Label,
            Certainty = Kebab.Parse<Certainty>(row.Certainty),
            Citation = row.Citation,
        };
}
