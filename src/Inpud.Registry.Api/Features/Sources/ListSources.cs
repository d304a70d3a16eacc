using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>The sources of the registry's facts</summary>
/// <remarks>Every fact cites one of these sources by its id.</remarks>
internal sealed class ListSources(Database database) : Endpoint<ListSourcesRequest, PlainList<SourceItem>>
{
    public override void Configure() => Get("/v1/sources", "/v1/sources.csv");

    public override async Task<PlainList<SourceItem>> ExecuteAsync(ListSourcesRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        await using var read = await database.ReadAsync();
        return scope.Answer(await SourcesSql.ListAsync(read, req.Kind, scope.Slice()), SourceItem.Of);
    }
}

internal sealed record ListSourcesRequest : ListRequest
{
    /// <summary>Only sources of this kind.</summary>
    /// <example>encyclopaedia-article</example>
    public string? Kind { get; init; }
}

internal sealed class ListSourcesValidator : Validator<ListSourcesRequest>
{
    public ListSourcesValidator()
    {
        this.ListRules();
        RuleFor(x => x.Kind).OneOf(Kebab.Names<SourceKind>());
    }
}
