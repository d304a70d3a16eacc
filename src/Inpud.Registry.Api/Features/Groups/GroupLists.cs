using System.Text.Json;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Makes lists of groups, page by page. Each group is written once for all lists that show it as of days on which it is the same, and kept until it changes.</summary>
/// <remarks>A page finds its rows by an index in microseconds. To read thirty columns of fifty groups with their networks, and to write them, takes many times as long.</remarks>
internal sealed class GroupLists(KeptAnswers kept)
{
    private sealed record ListedGroup : ListRow
    {
        public required string Id { get; init; }
    }

    /// <summary>The version of the registry before a session reads.</summary>
    public ValueTask<RegistryVersion?> VersionAsync() => kept.VersionAsync();

    /// <summary>A page of a list.</summary>
    /// <param name="read">The session.</param>
    /// <param name="scope">The list.</param>
    /// <param name="day">The day as of which it is asked.</param>
    /// <param name="filter">The groups.</param>
    /// <param name="request">How they are asked for.</param>
    /// <param name="sort">The order.</param>
    public static async Task<DatedList<GroupItem>> ReadAsync(
        ReadSession read,
        ListScope scope,
        AskedDay day,
        GroupFilter filter,
        DatedListRequest request,
        string? sort
    )
    {
        var rows = await GroupsSql.ListAsync<GroupRow>(read, filter, SliceOf(scope, request, sort), OrderOf(sort), "g.*");
        var items = await ItemsAsync(read, rows.Items, day.Day);
        return scope.Answer(day, rows, row => items[row.Id].Item);
    }

    /// <summary>A page of a list in the form that the request asks for.</summary>
    /// <param name="read">The session.</param>
    /// <param name="version">The version before it.</param>
    /// <param name="context">The request.</param>
    /// <param name="scope">The list.</param>
    /// <param name="day">The day as of which it is asked.</param>
    /// <param name="filter">The groups.</param>
    /// <param name="request">How they are asked for.</param>
    /// <param name="sort">The order.</param>
    public async Task<object> AnswerAsync(
        ReadSession read,
        RegistryVersion? version,
        HttpContext context,
        ListScope scope,
        AskedDay day,
        GroupFilter filter,
        DatedListRequest request,
        string? sort
    )
    {
        if (version is null || AnswerForm.Of(context).IsCsv)
        {
            return await ReadAsync(read, scope, day, filter, request, sort);
        }

        var listed = await GroupsSql.ListAsync<ListedGroup>(read, filter, SliceOf(scope, request, sort), OrderOf(sort), "g.id");
        // The session has its snapshot by now. It is one of the version where that is the version still.
        var isOfVersion = await kept.StillHoldsAsync(version);
        var written = listed.Items.Select(row => isOfVersion ? kept.ItemOrNull(KeyOf(row), day.Day) : null).ToArray();
        if (isOfVersion && !await kept.StillHoldsAsync(version))
        {
            // Another version may have brought items of its own meanwhile.
            (isOfVersion, written) = (false, new WrittenItem?[written.Length]);
        }

        await WriteMissingAsync(read, listed.Items, written, day, isOfVersion ? version : null);
        return new WrittenList(day.Day, written!, listed.Total, listed.Certain, listed.Possible, scope.NextOf(day, listed));
    }

    private async Task WriteMissingAsync(
        ReadSession read,
        IReadOnlyList<ListedGroup> listed,
        WrittenItem?[] written,
        AskedDay day,
        RegistryVersion? version
    )
    {
        var missing = listed.Where((_, at) => written[at] is null).Select(row => row.Id).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var rows = await read.QueryAsync<GroupRow>(
            "select g.* from json_each(@ids) as i cross join public_groups as g where g.id = i.value",
            new { ids = JsonSerializer.Serialize(missing) }
        );
        var certainty = listed.ToDictionary(row => row.Id, row => row.Certainty);
        var items = await ItemsAsync(read, [.. rows.Select(group => group with { Certainty = certainty[group.Id] })], day.Day);
        var missingItems = items.ToDictionary(
            of => of.Key,
            of => WrittenItem.Of(of.Value.Item.Id ?? KeptItem.CountedGroups, of.Value.Days, of.Value.Item),
            StringComparer.Ordinal
        );
        for (var at = 0; at < written.Length; at++)
        {
            if (written[at] is not null)
            {
                continue;
            }

            var row = listed[at];
            var item = missingItems[row.Id];
            written[at] = item;
            if (version is not null)
            {
                kept.Keep(KeyOf(row), item, version);
            }
        }
    }

    /// <summary>The items of groups as of a day, each with the days as of which it is the same.</summary>
    private static async Task<Dictionary<string, (GroupItem Item, DayRange Days)>> ItemsAsync(
        ReadSession read,
        IReadOnlyList<GroupRow> groups,
        DateOnly day
    )
    {
        var overTime = await GroupsOverTime.ReadAsync(read, groups);
        var networks = await GroupNetworks.ReadAsync(read, groups);
        return groups.ToDictionary(
            group => group.Id,
            group =>
                (
                    GroupItem.Of(overTime.Of(group, day), networks.Of(group, day)),
                    DayRange.Around(day, overTime.TurnsOf(group).Concat(networks.TurnsOf(group)))
                ),
            StringComparer.Ordinal
        );
    }

    private static Slice SliceOf(ListScope scope, DatedListRequest request, string? sort) =>
        scope.Slice(request.Certainty, descending: sort?[0] == '-');

    private static string OrderOf(string? sort) => sort?.TrimStart('-') ?? "name";

    private static ItemKey KeyOf(ListedGroup row) => new(row.Id, row.Certainty);
}
