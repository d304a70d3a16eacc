using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Country coverage, region by region</summary>
/// <remarks>The regions of UN M49 lie within each other, so their rows do not add up; in each row a country counts once. The row 001 is the world.</remarks>
internal sealed class ListCoverageByRegion(Database database, TimeProvider clock)
    : Endpoint<ListCoverageByRegionRequest, CoverageAnswer<RegionCoverage>>
{
    public override void Configure() => Get("/v1/coverage/regions", "/v1/coverage/regions.csv");

    public override async Task<CoverageAnswer<RegionCoverage>> ExecuteAsync(ListCoverageByRegionRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        var scope = new ListScope(HttpContext, req, language);
        var day = scope.DayOf(req, clock);
        await using var read = await database.ReadAsync();
        var filter = await CoverageFilter.ResolveAsync(read, req, day);
        var rows = await CoverageSql.RegionsAsync(read, filter, language, req.Kind, scope.Slice(req.Certainty));
        var facts = await CoverageSql.FactsAsync(read, filter, ofEachRegion: true);
        var countries = await CoverageSql.RegionCountriesAsync(read);
        var list = scope.Answer(day, rows, row => RegionCoverage.Of(row, facts, countries[row.RowId].ToHashSet()));
        return CoverageAnswer<RegionCoverage>.Of(list, facts.Totals(_ => true), HttpContext.Request);
    }
}

internal sealed record ListCoverageByRegionRequest : CoverageRequest, IInALanguage
{
    /// <summary>Only regions of this kind.</summary>
    /// <example>continent</example>
    [ContractName("RegionsKind")]
    public string? Kind { get; init; }

    /// <summary>The language of the names: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>en</example>
    public string? Lang { get; init; }
}

internal sealed class ListCoverageByRegionValidator : Validator<ListCoverageByRegionRequest>
{
    public ListCoverageByRegionValidator()
    {
        this.CoverageRules();
        this.LanguageRule();
        RuleFor(x => x.Kind).OneOf("world", "continent", "subregion", "intermediate-region");
    }
}

/// <summary>The coverage of one region.</summary>
internal sealed record RegionCoverage : ICsvRow<RegionCoverage>, ICoverageRow
{
    public static string Each => "region";

    /// <summary>The region's M49 number.</summary>
    /// <example>150</example>
    public required string Region { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Europe</example>
    public required string Name { get; init; }

    /// <summary>What kind of region it is: <c>world</c>, <c>continent</c>, <c>subregion</c> or <c>intermediate-region</c>.</summary>
    /// <example>continent</example>
    public required string Kind { get; init; }

    /// <summary>How many countries lie in it.</summary>
    /// <example>53</example>
    public required int Countries { get; init; }

    /// <summary>Its figures, over all networks that count.</summary>
    public required CoverageTotals Coverage { get; init; }

    public static CsvColumns<RegionCoverage> Columns { get; } =
        new()
        {
            { "region", x => x.Region },
            { "name", x => x.Name },
            { "kind", x => x.Kind },
            { "countries", x => x.Countries },
            { "remit", x => x.Coverage.Remit },
            { "documented", x => x.Coverage.Documented.Countries },
            { "documentedPossible", x => x.Coverage.Documented.Possible },
            { "memberGroups", x => x.Coverage.MemberGroups.Groups },
            { "memberGroupsPossible", x => x.Coverage.MemberGroups.Possible },
            { "memberGroupCountries", x => x.Coverage.MemberGroups.Countries },
            { "memberGroupCountriesPossible", x => x.Coverage.MemberGroups.PossibleCountries },
            { "documentedRows", x => x.Coverage.Documented.Rows },
            { "memberGroupsRows", x => x.Coverage.MemberGroups.Rows },
        };

    public static RegionCoverage Of(CoverageSql.RegionRow row, CoverageFacts facts, HashSet<string> countries) =>
        new()
        {
            Region = row.RowId,
            Name = row.Name,
            Kind = row.Kind,
            Countries = row.Countries,
            Coverage = facts.Totals(countries.Contains, row.RowId),
        };
}
