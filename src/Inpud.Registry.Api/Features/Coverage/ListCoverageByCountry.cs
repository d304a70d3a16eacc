using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Country coverage, country by country</summary>
/// <remarks>Every country has a row, even where no network reaches it. The totals are the same as those of <c>/v1/coverage</c> for the same parameters.</remarks>
internal sealed class ListCoverageByCountry(Database database, TimeProvider clock)
    : Endpoint<ListCoverageByCountryRequest, CoverageAnswer<CountryCoverage>>
{
    public override void Configure() => Get("/v1/coverage/countries", "/v1/coverage/countries.csv");

    public override async Task<CoverageAnswer<CountryCoverage>> ExecuteAsync(ListCoverageByCountryRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        var scope = new ListScope(HttpContext, req, language);
        var day = scope.DayOf(req, clock);
        await using var read = await database.ReadAsync();
        var filter = await CoverageFilter.ResolveAsync(read, req, day);
        var slice = scope.Slice(req.Certainty, req.Sort?[0] == '-');
        var rows = await CoverageSql.CountriesAsync(read, filter, language, slice, byCode: req.Sort?.TrimStart('-') == "code");
        var facts = await CoverageSql.FactsAsync(read, filter);
        return CoverageAnswer<CountryCoverage>.Of(
            scope.Answer(day, rows, row => CountryCoverage.Of(row, filter, facts)),
            facts.Totals(_ => true),
            HttpContext.Request
        );
    }
}

internal sealed record ListCoverageByCountryRequest : CoverageRequest, IInALanguage
{
    /// <summary>The language of the names: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>en</example>
    public string? Lang { get; init; }

    /// <summary>The order: by <c>name</c> in the language of the answer, or by <c>code</c>; a <c>-</c> in front reverses it.</summary>
    /// <example>name</example>
    [ContractName("CountriesSort")]
    public string? Sort { get; init; }
}

internal sealed class ListCoverageByCountryValidator : Validator<ListCoverageByCountryRequest>
{
    public ListCoverageByCountryValidator()
    {
        this.CoverageRules();
        this.LanguageRule();
        RuleFor(x => x.Sort).OneOf("name", "-name", "code", "-code");
    }
}

/// <summary>A number of networks, with the address of their list.</summary>
internal sealed record NetworksFigure
{
    /// <summary>Networks for which the evidence is certain as of the day.</summary>
    /// <example>1</example>
    public required int Networks { get; init; }

    /// <summary>Further networks for which the evidence is possible as of the day.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>The address of the list of those networks.</summary>
    /// <example>https://registry.example.org/v1/networks?documents=KE&amp;standing=constituent</example>
    public required string Rows { get; init; }
}

/// <summary>The coverage of one country.</summary>
internal sealed record CountryCoverage : ICsvRow<CountryCoverage>, ICoverageRow
{
    public static string Each => "country";

    /// <summary>The ISO 3166-1 alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Kenya</example>
    public required string Name { get; init; }

    /// <summary>Networks that have the country in their remit.</summary>
    /// <example>2</example>
    public required int Remit { get; init; }

    /// <summary>The address of the list of those networks.</summary>
    /// <example>https://registry.example.org/v1/networks?country=KE&amp;standing=constituent</example>
    public required string RemitRows { get; init; }

    /// <summary>Networks for which the registry holds evidence in the country.</summary>
    public required NetworksFigure Documented { get; init; }

    /// <summary>Member groups in the country.</summary>
    public required MemberGroupsFigure MemberGroups { get; init; }

    public static CsvColumns<CountryCoverage> Columns { get; } =
        new()
        {
            { "country", x => x.Country },
            { "name", x => x.Name },
            { "remitNetworks", x => x.Remit },
            { "documentedNetworks", x => x.Documented.Networks },
            { "documentedNetworksPossible", x => x.Documented.Possible },
            { "memberGroups", x => x.MemberGroups.Groups },
            { "memberGroupsPossible", x => x.MemberGroups.Possible },
            { "documentedRows", x => x.Documented.Rows },
            { "memberGroupsRows", x => x.MemberGroups.Rows },
        };

    public static CountryCoverage Of(CoverageSql.CountryRow row, CoverageFilter filter, CoverageFacts facts)
    {
        var documented = facts.NetworksThatDocument(row.RowId);
        return new CountryCoverage
        {
            Country = row.RowId,
            Name = row.Name,
            Remit = facts.NetworksWithRemitIn(row.RowId),
            RemitRows = filter.RemitNetworks(row.RowId),
            Documented = new NetworksFigure
            {
                Networks = documented.Certain,
                Possible = documented.Possible,
                Rows = filter.DocumentingNetworks(row.RowId),
            },
            MemberGroups = facts.GroupsIn(row.RowId),
        };
    }
}
