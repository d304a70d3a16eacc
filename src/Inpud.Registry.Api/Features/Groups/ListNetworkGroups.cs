using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A network's member groups</summary>
/// <remarks>The same rows as <c>/v1/groups?network=…</c>: the groups that the public may see and that are members as of the day.</remarks>
internal sealed class ListNetworkGroups(Database database, TimeProvider clock) : Endpoint<ListNetworkGroupsRequest, DatedList<GroupItem>>
{
    public override void Configure()
    {
        Get("/v1/networks/{network}/groups", "/v1/networks/{network}/groups.csv");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(ListNetworkGroupsRequest req, CancellationToken ct)
    {
        var (network, groups) = await NetworkAddress.ReadAsync(database, req.Network, (read, id) => ListAsync(read, id, req));
        await (groups is null ? NetworkAddress.MoveAsync(HttpContext, network) : Send.OkAsync(groups, ct));
    }

    private async Task<DatedList<GroupItem>> ListAsync(ReadSession read, string network, ListNetworkGroupsRequest req)
    {
        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        var filter = new GroupFilter(day.Text) { Network = network, IsPast = GroupFilter.IsBefore(day.Day, clock) };
        var rows = await GroupsSql.ListAsync(
            read,
            filter,
            scope.Slice(req.Certainty, req.Sort?[0] == '-'),
            req.Sort?.TrimStart('-') ?? "name"
        );
        var memberOf = await GroupsSql.MemberOfAsync(read, rows.Items, day.Text);
        return scope.Answer(day, rows, row => GroupItem.Of(row, memberOf[row.RowId]));
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
