using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Organisation;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>INPUD's texts, and those that it grew from</summary>
/// <remarks>Declarations, statements, guides and reports that had been published by the day.</remarks>
internal sealed class ListDocuments(Database database, TimeProvider clock) : Endpoint<ListDocumentsRequest, DatedList<Document>>
{
    public override void Configure() => Get("/v1/documents", "/v1/documents.csv");

    public override async Task<DatedList<Document>> ExecuteAsync(ListDocumentsRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        await using var read = await database.ReadAsync();
        var rows = await DocumentsSql.ListAsync(read, scope.Slice(req.Certainty, req.Sort == "-title"), day.Text, req.Kind);
        return scope.Answer(day, rows, Document.Of);
    }
}

internal sealed record ListDocumentsRequest : DatedListRequest
{
    /// <summary>Only documents of this kind.</summary>
    /// <example>declaration</example>
    public string? Kind { get; init; }

    /// <summary>The order: by title, from A to Z or, with <c>-title</c>, from Z to A.</summary>
    /// <example>title</example>
    public string? Sort { get; init; }
}

internal sealed class ListDocumentsValidator : Validator<ListDocumentsRequest>
{
    public ListDocumentsValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Kind).OneOf(Kebab.Names<DocumentKind>());
        RuleFor(x => x.Sort).OneOf("title", "-title");
    }
}

/// <summary>A text.</summary>
internal sealed record Document : ICsvRow<Document>
{
    /// <summary>The id.</summary>
    /// <example>vancouver-declaration</example>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    /// <example>Vancouver Declaration</example>
    public required string Title { get; init; }

    /// <summary>The kind of text: <c>declaration</c>, <c>statement</c>, <c>guide</c> or <c>report</c>.</summary>
    /// <example>declaration</example>
    public required string Kind { get; init; }

    /// <summary>When it was published, as precise as the source gives it; null where it gives no date.</summary>
    /// <example>2006</example>
    public required PartialDate? Published { get; init; }

    /// <summary>Whether it had been published by the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Who wrote it; null where the source does not say.</summary>
    /// <example>INPUD</example>
    public required string? Author { get; init; }

    /// <summary>The milestone at which it was adopted or published, see <c>/v1/timeline</c>; null where there is none.</summary>
    /// <example>vancouver-declaration</example>
    public required string? Milestone { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The time for which it holds, from its publication.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <inheritdoc cref="DocumentInput.Subtitle"/>
    /// <example>Why the world needs an international network of activists who use drugs</example>
    public required string? Subtitle { get; init; }

    /// <inheritdoc cref="DocumentInput.Summary"/>
    public required string? Summary { get; init; }

    public static Document Of(DocumentsSql.Row row) =>
        new()
        {
            Id = row.RowId,
            Title = row.Title,
            Kind = row.Kind,
            Published = row.Period.Start,
            Certainty = row.Certainty,
            Author = row.Author,
            Milestone = row.MilestoneId,
            Citation = row.Citation,
            Period = row.Period,
            Observed = row.Observed,
            Subtitle = row.Subtitle,
            Summary = row.Summary,
        };
}
