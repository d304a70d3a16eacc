using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Organisation;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>The milestones of INPUD and its networks</summary>
/// <remarks>What happened until the day. An event is <c>possible</c> where its date may be before or after that day.</remarks>
internal sealed class ListTimeline(Database database, TimeProvider clock) : Endpoint<ListTimelineRequest, DatedList<Milestone>>
{
    public override void Configure() => Get("/v1/timeline", "/v1/timeline.csv");

    public override async Task<DatedList<Milestone>> ExecuteAsync(ListTimelineRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, new ListScope(HttpContext, req), req, clock);
    }

    /// <summary>The rows, as the page of INPUD shows them, too.</summary>
    public static async Task<DatedList<Milestone>> ReadAsync(ReadSession read, ListScope scope, ListTimelineRequest req, TimeProvider clock)
    {
        var day = scope.DayOf(req, clock);
        var country = req.Country is null
            ? null
            : await CountryLookup.FindByNameOrNullAsync(read, req.Country)
                ?? throw Invalid.Country("country", req.Country, await CountryLookup.HintAsync(read, req.Country));
        var rows = await TimelineSql.ListAsync(read, scope.Slice(req.Certainty, req.Sort == "-date"), day.Text, req.Kind, country);
        var places = await TimelineSql.PlacesAsync(read);
        return scope.Answer(day, rows, row => Milestone.Of(row, places[row.RowId]));
    }
}

internal sealed record ListTimelineRequest : DatedListRequest
{
    /// <summary>Only milestones of this kind.</summary>
    /// <example>launch</example>
    public string? Kind { get; init; }

    /// <summary>Only milestones that took place in this country: alpha-2, alpha-3 or M49 number, or any of its names, such as <c>Czech Republic</c>, in any language of the registry.</summary>
    /// <example>CA</example>
    public string? Country { get; init; }

    /// <summary>The order: <c>date</c> is the oldest first, <c>-date</c> the latest first.</summary>
    /// <example>date</example>
    public string? Sort { get; init; }
}

internal sealed class ListTimelineValidator : Validator<ListTimelineRequest>
{
    public ListTimelineValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Kind).OneOf(Kebab.Names<MilestoneKind>());
        RuleFor(x => x.Sort).OneOf("date", "-date");
    }
}

/// <summary>Something that happened.</summary>
internal sealed record Milestone : ICsvRow<Milestone>
{
    /// <summary>The id.</summary>
    /// <example>launch</example>
    public required string Id { get; init; }

    /// <summary>When it happened: a date as precise as the source gives it, or an interval of two.</summary>
    /// <example>2008-11-01</example>
    public required EventDate Date { get; init; }

    /// <summary>Whether it had happened by the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The kind of event.</summary>
    /// <example>launch</example>
    public required string Kind { get; init; }

    /// <summary>What happened, in a few words.</summary>
    /// <example>INPUD is launched</example>
    public required string Title { get; init; }

    /// <summary>What happened, in the registry's own words.</summary>
    public required string Summary { get; init; }

    /// <summary>Where it happened, in the source's order; empty where no source says.</summary>
    public required IReadOnlyList<MilestonePlace> Places { get; init; }

    /// <summary>The source of the milestone. A note says where the source is wrong.</summary>
    public required Citation Citation { get; init; }

    public static CsvColumns<Milestone> Columns { get; } =
        new()
        {
            { "id", x => x.Id },
            { "date", x => x.Date },
            { "certainty", x => x.Certainty },
            { "kind", x => x.Kind },
            { "title", x => x.Title },
            { "summary", x => x.Summary },
            { "places", x => x.Places.Select(place => place.Country is null ? place.Place : $"{place.Place} ({place.Country})") },
            { "source", x => x.Citation.Source },
            { "note", x => x.Citation.Note },
            { "locator", x => x.Citation.Locator },
        };

    public static Milestone Of(TimelineSql.Row row, IEnumerable<MilestonePlace> places) =>
        new()
        {
            Id = row.RowId,
            Date = EventDate.Parse(row.Date),
            Certainty = row.Certainty,
            Kind = row.Kind,
            Title = row.Title,
            Summary = row.Summary,
            Places = [.. places],
            Citation = row.Citation,
        };
}

/// <summary>A place where something happened.</summary>
internal sealed record MilestonePlace
{
    /// <summary>The place; <c>online</c> for what took place on the internet.</summary>
    /// <example>Copenhagen</example>
    public required string Place { get; init; }

    /// <summary>The country, as alpha-2 code; null for what took place online.</summary>
    /// <example>DK</example>
    public required string? Country { get; init; }
}
