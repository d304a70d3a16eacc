using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Country coverage as a matrix: network by country by kind of evidence</summary>
/// <remarks>
/// The table that a report needs, in one request, as of one day or of several (<c>asOf=2023-12-31,2024-12-31</c>). Each row says its day, how certain it is, and its sources; as CSV, it says
/// the totals, too. The figures are those of <c>/v1/coverage</c> and <c>/v1/coverage/countries</c> for the same question.
/// </remarks>
internal sealed class ListCoverageMatrix(Database database, TimeProvider clock) : Endpoint<ListCoverageMatrixRequest, CoverageMatrix>
{
    public override void Configure()
    {
        Get("/v1/coverage/matrix", "/v1/coverage/matrix.csv");
        Options(route =>
            route.WithMetadata(
                new ParameterText(
                    "asOf",
                    $"The days as of which to answer, as `YYYY-MM-DD`, at most {AskedDays.Most} with commas between them; today (UTC) where it is left out. None can be in the future. A month or a year is no day: write its last day.",
                    "2024-12-31,2025-09-01"
                )
            )
        );
    }

    public override async Task<CoverageMatrix> ExecuteAsync(ListCoverageMatrixRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        var scope = new ListScope(HttpContext, req, language);
        var days = AskedDays.Of(scope, req, clock);
        await using var read = await database.ReadAsync();
        var country = req.Country is null
            ? null
            : await CountryLookup.FindOrNullAsync(read, req.Country)
                ?? throw Invalid.Country("country", req.Country, await CountryLookup.HintAsync(read, req.Country));
        var matrix = new List<CoverageMatrixDay>();
        foreach (var day in days)
        {
            var filter = await CoverageFilter.ResolveAsync(read, req, day) with { Country = country };
            var facts = await CoverageSql.EvidenceAsync(read, filter);
            var former = await FormerNames.OfNetworks.OnAsync(read, facts.Evidence.Select(piece => piece.Alone.Network), day.Text);
            matrix.Add(new CoverageMatrixDay(filter, facts, former));
        }

        var names = await CoverageSql.NamesAsync(read, language);
        var rows = matrix
            .SelectMany(day => day.RowsOf(names))
            .Where(row => req.Certainty is null || Kebab.Text(row.Certainty) == req.Certainty)
            .OrderBy(KeyOf, StringComparer.Ordinal)
            .ToList();
        var following = scope.After is { } after ? rows.FindAll(row => string.CompareOrdinal(KeyOf(row), after.Key) > 0) : rows;
        var page = following.Take(scope.Limit ?? rows.Count).ToList();
        return new CoverageMatrix
        {
            AsOf = [.. days.Select(day => day.Day)],
            Items = page,
            Total = rows.Count,
            Certain = rows.Count(row => row.Certainty == Certainty.Certain),
            Possible = rows.Count(row => row.Certainty == Certainty.Possible),
            Next = page.Count < following.Count ? scope.Next(AskedDays.OfCursor(req, days), KeyOf(page[^1]), "") : null,
            Totals = [.. matrix.Select(day => day.Totals)],
        };
    }

    private static string KeyOf(CoverageMatrixRow row) => $"{row.AsOf:yyyy-MM-dd} {row.Network} {row.Country} {Kebab.Text(row.Evidence)}";
}

internal sealed record ListCoverageMatrixRequest : CoverageRequest, IInALanguage
{
    /// <summary>Only evidence in this country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>ES</example>
    public string? Country { get; init; }

    /// <summary>The language of the countries' names: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>en</example>
    public string? Lang { get; init; }
}

internal sealed class ListCoverageMatrixValidator : Validator<ListCoverageMatrixRequest>
{
    public ListCoverageMatrixValidator()
    {
        this.ListRules();
        this.CountingRules();
        this.LanguageRule();
        RuleFor(x => x.AsOf).AreDaysUntilToday(AskedDays.Most, this);
        RuleFor(x => x.Certainty).OneOf("certain", "possible");
    }
}
