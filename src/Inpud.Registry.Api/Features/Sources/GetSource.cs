using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>One source</summary>
internal sealed class GetSource(Database database) : Endpoint<GetSourceRequest, SourceItem>
{
    public override void Configure() => Get("/v1/sources/{source}");

    public override async Task<SourceItem> ExecuteAsync(GetSourceRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var row = await SourcesSql.FindOrNullAsync(read, req.Source) ?? throw ProblemException.NoSuchRecord("source", req.Source);
        return SourceItem.Of(row);
    }
}

internal sealed record GetSourceRequest
{
    /// <summary>The source's id.</summary>
    /// <example>inpud-article</example>
    public string Source { get; init; } = "";
}
