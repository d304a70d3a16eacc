using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>One of INPUD's texts</summary>
internal sealed class GetDocument(Database database, TimeProvider clock) : Endpoint<GetDocumentRequest, Document>
{
    public override void Configure() => Get("/v1/documents/{document}");

    public override async Task<Document> ExecuteAsync(GetDocumentRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var row =
            await DocumentsSql.FindOrNullAsync(read, req.Document, AskedDay.Of(req, clock).Text)
            ?? throw ProblemException.NoSuchRecord("document", req.Document);
        return Document.Of(row);
    }
}

internal sealed record GetDocumentRequest : IDated
{
    /// <summary>The document's id.</summary>
    /// <example>vancouver-declaration</example>
    public string Document { get; init; } = "";

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }
}

internal sealed class GetDocumentValidator : Validator<GetDocumentRequest>
{
    public GetDocumentValidator() => RuleFor(x => x.AsOf).IsADayUntilToday(this);
}
