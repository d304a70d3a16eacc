using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>Reads the records that the membership rules are about, private ones included, for a check of the whole registry.</summary>
internal static class RegistryStateSql
{
    private const int GroupsAtOnce = 2000;

    private sealed record SharedNameRow
    {
        public required string GroupId { get; init; }
        public required string Country { get; init; }
        public required string NameKey { get; init; }
    }

    private sealed record RemitCountryRow
    {
        public required string NetworkId { get; init; }
        public required string Country { get; init; }
    }

    /// <summary>
    /// Reads the registry in pieces, each of which can be checked by itself: first the networks and the board, then a number of groups at a time with their memberships. Every piece
    /// repeats the networks, and the names that several groups of a country share.
    /// </summary>
    public static async IAsyncEnumerable<RegistryState> PiecesAsync(WriteSession write)
    {
        var board = await LoadBoardAsync(write) with
        {
            Individuals = await IndividualsAsync(write, "withdrawn is null"),
            FormerIds = await write.QueryAsync<string>("select id from network_former_ids"),
            Posts = await PostsAsync(write),
            PostTerms = await PostTermsAsync(write, "withdrawn is null"),
            Milestones =
            [
                .. (await write.QueryAsync<RuledMilestoneRow>($"{RuledMilestoneRow.Select} where withdrawn is null")).Select(row =>
                    row.Milestone
                ),
            ],
            Documents =
            [
                .. (await write.QueryAsync<RuledDocumentRow>($"{RuledDocumentRow.Select} where withdrawn is null")).Select(row =>
                    row.Document
                ),
            ],
        };
        yield return board;
        var names = await SharedNamesAsync(write);
        var after = "";
        while (true)
        {
            var groups = await write.QueryAsync<RuledGroupRow>(
                $"{RuledGroupRow.Select} where withdrawn is null and id > @after order by id limit @most",
                new { after, most = GroupsAtOnce }
            );
            if (groups.Count == 0)
            {
                break;
            }

            var range = new { after, last = groups[^1].Id };
            var consents = await ConsentsSql.OfGroupsAsync(write, range.after, range.last);
            var former = (
                await write.QueryAsync<RuledGroupValueRow>(
                    $"{RuledGroupValueRow.Select} where group_id > @after and group_id <= @last",
                    range
                )
            ).ToLookup(row => row.GroupId);
            var memberships = await MembershipsAsync(write, "withdrawn is null and group_id > @after and group_id <= @last", range);
            yield return board with
            {
                Groups = [.. groups.Select(group => group.Group(group.Visibility, consents[group.Id], former[group.Id]))],
                GroupNames = names,
                Memberships = memberships,
                Individuals = [],
                SeatTerms = [],
                OfficeTerms = [],
                Posts = [],
                PostTerms = [],
                Milestones = [],
                Documents = [],
            };
            after = range.last;
        }
    }

    /// <summary>The names that several public groups of a country share. Hidden groups may share a name: a refusal would reveal the first group to the stewards of the second.</summary>
    private static async Task<IReadOnlyList<GroupName>> SharedNamesAsync(WriteSession write)
    {
        var names = await write.QueryAsync<SharedNameRow>(
            """
            with names as (
                select id as group_id, country, name_key from public_groups where not is_anonymous
                union
                select n.group_id, g.country, n.name_key
                from public_group_names as n join public_groups as g on g.id = n.group_id
            )
            select group_id, country, name_key from names
            where (country, name_key) in (select country, name_key from names group by country, name_key having count(*) > 1)
            """
        );
        return [.. names.Select(name => new GroupName(name.GroupId, name.Country, name.NameKey))];
    }

    /// <summary>One network with its members, and the board: the records whose rules a change of the network can break. The groups come without names and consents.</summary>
    public static async Task<RegistryState> LoadNetworkAsync(WriteSession write, string id)
    {
        var groups = await write.QueryAsync<RuledGroupRow>(
            $"{RuledGroupRow.Select} where id in (select group_id from memberships where network_id = @id and withdrawn is null)",
            new { id }
        );
        var former = (
            await write.QueryAsync<RuledGroupValueRow>(
                $"{RuledGroupValueRow.Select} where group_id in (select group_id from memberships where network_id = @id and withdrawn is null)",
                new { id }
            )
        ).ToLookup(row => row.GroupId);
        return await LoadBoardAsync(write) with
        {
            Groups = [.. groups.Select(group => group.Group(GroupVisibility.Private, consents: [], former[group.Id]))],
            Memberships = await MembershipsAsync(write, "network_id = @id and withdrawn is null", new { id }),
            Individuals = await IndividualsAsync(write, "network_id = @id and withdrawn is null", new { id }),
        };
    }

    /// <summary>The networks and the board.</summary>
    public static async Task<RegistryState> LoadBoardAsync(WriteSession write)
    {
        var remits = (await write.QueryAsync<RemitCountryRow>("select network_id, country from remit_countries")).ToLookup(
            row => row.NetworkId,
            row => row.Country
        );
        var standings = (await write.QueryAsync<RuledStandingRow>(RuledStandingRow.Select)).ToLookup(row => row.NetworkId, row => row.Term);
        var former = (await write.QueryAsync<RuledNetworkValueRow>(RuledNetworkValueRow.Select)).ToLookup(row => row.NetworkId);
        var networks = await write.QueryAsync<RuledNetworkRow>($"{RuledNetworkRow.Select} where n.withdrawn is null");
        var seatTerms = await write.QueryAsync<RuledSeatTermRow>($"{RuledSeatTermRow.Select} where withdrawn is null");
        var officeTerms = await write.QueryAsync<RuledOfficeTermRow>($"{RuledOfficeTermRow.Select} where withdrawn is null");
        return new RegistryState(
            [.. networks.Select(network => network.Network(standings[network.Id], remits[network.Id], former[network.Id]))],
            Groups: [],
            GroupNames: [],
            Memberships: [],
            Individuals: [],
            [.. seatTerms.Select(row => row.Term)],
            [.. officeTerms.Select(row => row.Term)],
            FormerIds: [],
            WorldDay.At(write.Now)
        );
    }

    /// <summary>A post with its terms.</summary>
    public static async Task<(Post Post, IReadOnlyList<PostTerm> Terms)> LoadPostAsync(WriteSession write, string id) =>
        (
            (await PostsAsync(write)).Single(post => post.Id == id),
            await PostTermsAsync(write, "post_id = @id and withdrawn is null", new { id })
        );

    /// <summary>The claims of a network.</summary>
    public static async Task<IReadOnlyList<Claim>> LoadClaimsAsync(WriteSession write, string network) =>
        [
            .. (
                await write.QueryAsync<RuledClaimRow>(
                    $"{RuledClaimRow.Select} where network_id = @network and withdrawn is null",
                    new { network }
                )
            ).Select(row => row.Claim),
        ];

    private static async Task<IReadOnlyList<Post>> PostsAsync(WriteSession write) =>
        [.. (await write.QueryAsync<RuledPostRow>(RuledPostRow.Select)).Select(row => row.Post)];

    private static async Task<IReadOnlyList<PostTerm>> PostTermsAsync(WriteSession write, string condition, object? parameters = null) =>
        [.. (await write.QueryAsync<RuledPostTermRow>($"{RuledPostTermRow.Select} where {condition}", parameters)).Select(row => row.Term)];

    private static async Task<IReadOnlyList<Membership>> MembershipsAsync(WriteSession write, string condition, object parameters)
    {
        var rows = await write.QueryAsync<RuledMembershipRow>($"{RuledMembershipRow.Select} where {condition}", parameters);
        return [.. rows.Select(row => row.Membership)];
    }

    private static async Task<IReadOnlyList<IndividualCount>> IndividualsAsync(
        WriteSession write,
        string condition,
        object? parameters = null
    )
    {
        var rows = await write.QueryAsync<RuledIndividualCountRow>($"{RuledIndividualCountRow.Select} where {condition}", parameters);
        return [.. rows.Select(row => row.Count)];
    }
}
