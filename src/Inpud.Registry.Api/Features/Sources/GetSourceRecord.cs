using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>A source's record, for its stewards</summary>
internal sealed class GetSourceRecord(Database database) : Endpoint<GetSourceRecordRequest, SourceRecord>, IForStewards
{
    public override void Configure() => Get("/v1/sources/{source}/record");

    public override async Task<SourceRecord> ExecuteAsync(GetSourceRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await SourceRecordSql.Kind.FindAsync(read, req.Source, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetSourceRecordRequest
{
    /// <summary>The source's id.</summary>
    /// <example>inpud-article</example>
    public string Source { get; init; } = "";
}
