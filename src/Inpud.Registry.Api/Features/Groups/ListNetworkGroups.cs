using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A network's member groups</summary>
/// <remarks>The same rows as <c>/v1/groups?network=…</c>: the groups that the public may see and that are members as of the day.</remarks>
internal sealed class ListNetworkGroups(Database database, TimeProvider clock, GroupLists lists)
    : Endpoint<ListNetworkGroupsRequest, DatedList<GroupItem>>
{
    public override void Configure()
    {
        Get("/v1/networks/{network}/groups", "/v1/networks/{network}/groups.csv");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(ListNetworkGroupsRequest req, CancellationToken ct)
    {
        var version = await lists.VersionAsync();
        var (network, page) = await NetworkAddress.ReadAsync(database, req.Network, (read, id) => ListAsync(read, version, id, req));
        await (page is null ? NetworkAddress.MoveAsync(HttpContext, network) : HttpContext.Response.SendAsync(page, cancellation: ct));
    }

    private Task<object> ListAsync(ReadSession read, RegistryVersion? version, string network, ListNetworkGroupsRequest req)
    {
        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        var filter = new GroupFilter(day.Text) { Network = network, Today = AskedDay.TextOfToday(clock) };
        return lists.AnswerAsync(read, version, HttpContext, scope, day, filter, req, req.Sort);
    }
}

internal sealed record ListNetworkGroupsRequest : DatedListRequest
{
    /// <summary>The network's id.</summary>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";

    /// <inheritdoc cref="ListGroupsRequest.Sort"/>
    /// <example>name</example>
    public string? Sort { get; init; }
}

internal sealed class ListNetworkGroupsValidator : Validator<ListNetworkGroupsRequest>
{
    public ListNetworkGroupsValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Sort).OneOf("name", "-name", "country", "-country");
    }
}
