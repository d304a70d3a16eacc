using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Country coverage, network by network</summary>
/// <remarks>
/// The answer keeps three figures apart: the <c>remit</c> (countries that a network may admit from), what it has <c>claimed</c> about itself, and what is
/// <c>documented</c> (countries for which the registry holds evidence). Each count has the address of the list of exactly what it counts. As CSV: one row per network.
/// </remarks>
internal sealed class ListCoverage(Database database, TimeProvider clock) : Endpoint<ListCoverageRequest, CoverageAnswer<NetworkCoverage>>
{
    public override void Configure() => Get("/v1/coverage", "/v1/coverage.csv");

    public override async Task<CoverageAnswer<NetworkCoverage>> ExecuteAsync(ListCoverageRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var (list, totals) = await ReadAsync(read, new ListScope(HttpContext, req), req, clock);
        return CoverageAnswer<NetworkCoverage>.Of(list, totals, HttpContext.Request);
    }

    /// <summary>The rows and their totals, as the page of a network and that of INPUD show them, too.</summary>
    public static async Task<(DatedList<NetworkCoverage> List, CoverageTotals Totals)> ReadAsync(
        ReadSession read,
        ListScope scope,
        ListCoverageRequest req,
        TimeProvider clock
    )
    {
        var day = scope.DayOf(req, clock);
        var filter = await CoverageFilter.ResolveAsync(read, req, day);
        var slice = scope.Slice(req.Certainty, req.Sort?[0] == '-');
        var rows = await CoverageSql.NetworksAsync(read, filter, slice, byId: req.Sort?.TrimStart('-') == "network");
        var facts = await CoverageSql.FactsAsync(read, filter);
        var claims = await CoverageSql.ClaimsAsync(read, filter);
        return (
            scope.Answer(day, rows, row => NetworkCoverage.Of(row, filter, facts, claims.GetValueOrDefault(row.RowId))),
            facts.Totals(_ => true)
        );
    }
}

internal sealed record ListCoverageRequest : CoverageRequest
{
    /// <summary>The order: by <c>name</c> or by the <c>network</c>'s id; a <c>-</c> in front reverses it.</summary>
    /// <example>name</example>
    public string? Sort { get; init; }
}

internal sealed class ListCoverageValidator : Validator<ListCoverageRequest>
{
    public ListCoverageValidator()
    {
        this.CoverageRules();
        RuleFor(x => x.Sort).OneOf("name", "-name", "network", "-network");
    }
}

/// <summary>A number of countries that a network states about itself.</summary>
internal sealed record ClaimedFigure
{
    /// <summary>The number.</summary>
    /// <example>17</example>
    public required int Countries { get; init; }

    /// <summary>The date of the statement; null where it is undated.</summary>
    /// <example>2022-07</example>
    public required PartialDate? AsOf { get; init; }

    /// <summary>Whether the claim holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The id of the source.</summary>
    /// <example>inpud-article</example>
    public required string Source { get; init; }
}

/// <summary>The coverage of one network.</summary>
internal sealed record NetworkCoverage : ICsvRow<NetworkCoverage>, ICoverageRow
{
    public static string Each => "network";

    /// <summary>The network's id.</summary>
    /// <example>lanpud</example>
    public required string Network { get; init; }

    /// <summary>The network's name.</summary>
    /// <example>Latin American Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The network's abbreviation.</summary>
    /// <example>LANPUD</example>
    public required string Abbreviation { get; init; }

    /// <summary>Its standing towards INPUD as of the day; null where the registry knows of none.</summary>
    public required NetworkStanding? Standing { get; init; }

    /// <summary>Whether the network counts as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Countries in its remit.</summary>
    /// <example>52</example>
    public required int Remit { get; init; }

    /// <summary>The address of the list of those countries.</summary>
    /// <example>https://registry.example.org/v1/countries?remit=lanpud</example>
    public required string RemitRows { get; init; }

    /// <summary>What it claims; null where it claims nothing, and where the request names a region, because no source divides a claim by region.</summary>
    public required ClaimedFigure? Claimed { get; init; }

    /// <summary>Countries for which the registry holds evidence.</summary>
    public required DocumentedFigure Documented { get; init; }

    /// <summary>Its member groups.</summary>
    public required MemberGroupsFigure MemberGroups { get; init; }

    public static CsvColumns<NetworkCoverage> Columns { get; } =
        new()
        {
            { "network", x => x.Network },
            { "name", x => x.Name },
            { "standing", x => x.Standing },
            { "certainty", x => x.Certainty },
            { "remit", x => x.Remit },
            { "claimed", x => x.Claimed?.Countries },
            { "claimedAsOf", x => x.Claimed?.AsOf },
            { "claimedSource", x => x.Claimed?.Source },
            { "documented", x => x.Documented.Countries },
            { "documentedPossible", x => x.Documented.Possible },
            { "memberGroups", x => x.MemberGroups.Groups },
            { "memberGroupsPossible", x => x.MemberGroups.Possible },
            { "memberGroupCountries", x => x.MemberGroups.Countries },
            { "memberGroupCountriesPossible", x => x.MemberGroups.PossibleCountries },
            { "documentedRows", x => x.Documented.Rows },
            { "memberGroupsRows", x => x.MemberGroups.Rows },
            { "abbreviation", x => x.Abbreviation },
        };

    public static NetworkCoverage Of(CoverageSql.NetworkRow row, CoverageFilter filter, CoverageFacts facts, ClaimRow? claim) =>
        new()
        {
            Network = row.RowId,
            Name = row.Name,
            Abbreviation = row.Abbreviation,
            Standing = row.Standing is null ? null : Kebab.Parse<NetworkStanding>(row.Standing),
            Certainty = row.Certainty,
            Remit = facts.RemitOf(row.RowId),
            RemitRows = filter.RemitRows(row.RowId),
            Claimed = claim is null || filter.Region is not null ? null : ClaimOf(claim),
            Documented = facts.DocumentedBy(row.RowId),
            MemberGroups = facts.GroupsOf(row.RowId),
        };

    private static ClaimedFigure ClaimOf(ClaimRow claim) =>
        new()
        {
            Countries = claim.Countries,
            AsOf = claim.Stated,
            Certainty = claim.Certainty,
            Source = claim.SourceId,
        };
}
