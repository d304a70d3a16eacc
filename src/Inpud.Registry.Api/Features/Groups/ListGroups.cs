using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Local groups</summary>
/// <remarks>
/// Groups that the public may see. With <c>network</c>: the members of that network, or of any. <c>certainty</c> is then about the membership, otherwise about
/// whether the group exists.
/// </remarks>
internal sealed class ListGroups(Database database, TimeProvider clock, GroupLists lists)
    : Endpoint<ListGroupsRequest, DatedList<GroupItem>>
{
    public override void Configure() => Get("/v1/groups", "/v1/groups.csv");

    public override async Task HandleAsync(ListGroupsRequest req, CancellationToken ct) =>
        await HttpContext.Response.SendAsync(await PageAsync(req), cancellation: ct);

    private async Task<object> PageAsync(ListGroupsRequest req)
    {
        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        var version = await lists.VersionAsync();
        await using var read = await database.ReadAsync();
        var filter = await FilterAsync(read, day, req, clock);
        return await lists.AnswerAsync(read, version, HttpContext, scope, day, filter, req, req.Sort);
    }

    /// <summary>The rows, as pages show them, too.</summary>
    public static async Task<DatedList<GroupItem>> ReadAsync(ReadSession read, ListScope scope, ListGroupsRequest req, TimeProvider clock)
    {
        var day = scope.DayOf(req, clock);
        return await GroupLists.ReadAsync(read, scope, day, await FilterAsync(read, day, req, clock), req, req.Sort);
    }

    /// <summary>The groups that a request asks for.</summary>
    private static async Task<GroupFilter> FilterAsync(ReadSession read, AskedDay day, ListGroupsRequest req, TimeProvider clock)
    {
        if (req.Standing is not null && req.Network != "any")
        {
            throw Invalid.Contradiction(
                "standing",
                "network",
                "'standing' says which networks count where network=any; it says nothing of one network, or of none."
            );
        }

        return new GroupFilter(day.Text)
        {
            Network = req.Network is null or "any" ? req.Network : await NetworkAsync(read, req.Network),
            Standing = req.Standing == "any" ? null : req.Standing,
            Country = req.Country is null
                ? null
                : await CountryLookup.FindByNameOrNullAsync(read, req.Country)
                    ?? throw Invalid.Country("country", req.Country, await CountryLookup.HintAsync(read, req.Country)),
            Region = req.Region is null ? null : await CountryLookup.FindRegionOrNullAsync(read, req.Region),
            Regions = req.Region is null
                ? null
                : await CountryLookup.LowestRegionsOrNullAsync(read, req.Region) ?? throw Invalid.Region("region", req.Region),
            Type = req.Type,
            Scope = req.Scope,
            Found = req.Q is null ? null : await FoundGroups.FindAsync(read, await NameQuery.ReadAsync(read, req.Q)),
            Today = AskedDay.TextOfToday(clock),
        };
    }

    private static async Task<string> NetworkAsync(ReadSession read, string network) =>
        await NetworkLookup.FindByIdOrNullAsync(read, network) ?? throw Invalid.Network("network", network);
}

internal sealed record ListGroupsRequest : DatedListRequest
{
    /// <summary>Only members of this network; <c>any</c> for the members of any network.</summary>
    /// <example>euronpud</example>
    public string? Network { get; init; }

    /// <summary>With <c>network=any</c>: count only networks with this standing towards INPUD as of the day. <c>any</c> counts all, as where it is left out.</summary>
    public string? Standing { get; init; }

    /// <summary>Only groups in this country: alpha-2, alpha-3 or M49 number, or any of its names, such as <c>Czech Republic</c>, in any language of the registry.</summary>
    /// <example>ES</example>
    public string? Country { get; init; }

    /// <summary>Only groups in the countries of this region: its M49 number.</summary>
    /// <example>150</example>
    public string? Region { get; init; }

    /// <summary>Only groups of this type.</summary>
    public string? Type { get; init; }

    /// <summary>Only groups whose work has this scope.</summary>
    public string? Scope { get; init; }

    /// <summary>Only groups with a name that matches this text, as in <c>/v1/search</c>: case, accents and punctuation make no difference, and a beginning is enough.</summary>
    /// <example>catnpud</example>
    public string? Q { get; init; }

    /// <summary>The order: by <c>name</c> or by <c>country</c>; a <c>-</c> in front reverses it.</summary>
    /// <example>country</example>
    public string? Sort { get; init; }
}

internal sealed class ListGroupsValidator : Validator<ListGroupsRequest>
{
    public ListGroupsValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        RuleFor(x => x.Type).OneOf(Kebab.Names<GroupType>());
        RuleFor(x => x.Scope).OneOf(Kebab.Names<GroupScope>());
        RuleFor(x => x.Q).HasALetter();
        RuleFor(x => x.Sort).OneOf("name", "-name", "country", "-country");
    }
}
