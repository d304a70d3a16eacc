using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>How many individuals a network admits, by country</summary>
/// <remarks>
/// For a network whose policy names individuals. The registry holds a count per country, never persons. A count of one to four has no number here, and the answer has no sum, so that
/// neither a row nor a total reveals a few people. A count of nobody is 0. Counts that are private, or whose consent is not in force, are not among them.
/// </remarks>
internal sealed class ListIndividuals(Database database, TimeProvider clock) : Endpoint<ListIndividualsRequest, DatedList<IndividualsItem>>
{
    public override void Configure() => Get("/v1/networks/{network}/individuals", "/v1/networks/{network}/individuals.csv");

    public override async Task<DatedList<IndividualsItem>> ExecuteAsync(ListIndividualsRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        if (await NetworkLookup.FindByIdOrNullAsync(read, req.Network) != req.Network)
        {
            throw ProblemException.NoSuchRecord("network", req.Network);
        }

        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        var rows = await IndividualsSql.ListAsync(read, req.Network, day.Text, scope.Slice(req.Certainty));
        return scope.Answer(day, rows, IndividualsItem.Of);
    }
}

internal sealed record ListIndividualsRequest : DatedListRequest
{
    /// <summary>The id of the network that admits individuals.</summary>
    /// <example>africanpud</example>
    public string Network { get; init; } = "";
}

internal sealed class ListIndividualsValidator : Validator<ListIndividualsRequest>
{
    public ListIndividualsValidator() => this.DatedListRules();
}

/// <summary>The individuals of a country.</summary>
internal sealed record IndividualsItem : ICsvRow<IndividualsItem>
{
    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>How many; null for one to four people, and where the count is unknown. `peopleBelow` tells these apart.</summary>
    /// <example>42</example>
    public required int? People { get; init; }

    /// <summary>The count as it may be shown: the number, or <c>&lt;5</c> for one to four people; null where it is unknown.</summary>
    /// <example>42</example>
    public required string? Shown { get; init; }

    /// <summary>The time for which the count holds.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether the count holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the count.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The id of the count.</summary>
    /// <example>africanpud-ke-7mk2qx</example>
    public required string Id { get; init; }

    /// <summary>5 where one to four people are counted; null where <c>people</c> has the number, and where the count is unknown.</summary>
    public required int? PeopleBelow { get; init; }

    /// <summary>Who may read it. A public answer has public counts, so that it says <c>public</c>.</summary>
    /// <example>public</example>
    public required CountVisibility Visibility { get; init; }

    /// <summary>The source that shows that the count was public before the registry asked for consents; null where a consent decides.</summary>
    public required string? VisibilityBasis { get; init; }

    /// <summary>The first day on which the counted people agreed to be counted in public; null where a source had made the count public.</summary>
    /// <example>2026-01-15</example>
    public required DateOnly? ConsentGiven { get; init; }

    /// <summary>The last day for which a copy may show the count; null where no end is known.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly? ConsentUntil { get; init; }

    public static IndividualsItem Of(IndividualCountRow row) =>
        new()
        {
            Country = row.Country,
            People = row.People,
            Shown =
                row.People?.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ?? (
                    row.PeopleBelow is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<{row.PeopleBelow}")
                ),
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
            Id = row.RowId,
            PeopleBelow = row.PeopleBelow,
            Visibility = row.Visibility,
            VisibilityBasis = row.VisibilityBasis,
            ConsentGiven = row.ConsentGiven,
            ConsentUntil = row.ConsentUntil,
        };
}
