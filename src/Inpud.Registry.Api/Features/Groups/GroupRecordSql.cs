using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Reads and writes groups as their stewards keep them. All other SQL of this feature reads only the public views.</summary>
internal static class GroupRecordSql
{
    public static readonly RecordKind<GroupInput, GroupRecord> Kind = new()
    {
        Resource = "groups",
        Word = "group",
        Example = "cbdrk-gqg3x",
        Table = "groups",
        ReadAsync = ReadAsync,
        // A member network sees the group in its own membership alone: consent, visibility, names and place are the keeper's.
        Keepers = Keepers.Named("groups"),
        ReadSeveralAsync = ReadSeveralAsync,
        AddMadeColumnsAsync = async (write, id, stored, columns) =>
        {
            await SlugColumn.Of("groups", "group", "group_names", "group_id")(write, id, stored, columns);
            KeepKey(stored, columns);
        },
        MergeAsync = MergedRecordSql.MergeGroupAsync,
        DateAsync = GroupDating.DateAsync,
        CheckRulesAsync = GroupWrite.CheckRulesAsync,
        WritePartsAsync = async (write, proposed) =>
        {
            await FormerSlugs.KeepAsync(
                write,
                "group_names",
                "group_id",
                proposed.Id,
                (proposed.Input.Names ?? []).Where(name => name.Kind == GroupNameKind.Former).Select(name => name.Name),
                (proposed.Current?.Names ?? []).Select(name => new NameWithSlug(name.Name, name.Slug)),
                proposed.Current is { } current && current.Name != proposed.Input.Name
                    ? new NameWithSlug(current.Name, current.Slug)
                    : null,
                proposed.Input.Correction == true
            );
            await Publishing.HideAsync(write, proposed);
            await WaitingOfferRecordSql.RetractAsync(write, proposed);
        },
        CheckUnusedAsync = (_, _, record) =>
            record.Memberships is [{ } membership, ..]
                ? throw Facts.InUse($"The group has the membership '{membership.Id}'. Withdraw its memberships first.")
                : Task.CompletedTask,
    };

    private static async Task<GroupRecord?> ReadAsync(IQuerySession session, string id)
    {
        var group = await session.FindOrNullAsync<GroupRow>(
            $"select g.*, {GroupParts.Columns("")} from groups as g where g.id = @id",
            new { id }
        );
        if (group is null)
        {
            return null;
        }

        var memberships = await session.QueryAsync<MembershipRow>(
            "select * from memberships where group_id = @id and withdrawn is null order by network_id, id",
            new { id }
        );
        return await ReadAsync(session, group, memberships);
    }

    /// <summary>Reads what many groups have together, and by itself what few of them have.</summary>
    private static async Task<IReadOnlyDictionary<string, GroupRecord>> ReadSeveralAsync(
        IQuerySession session,
        IReadOnlyCollection<string> ids
    )
    {
        var asked = new { ids = JsonSerializer.Serialize(ids) };
        var groups = await session.QueryAsync<GroupRow>(
            $"select g.*, {GroupParts.Columns("")} from groups as g where g.id in (select value from json_each(@ids))",
            asked
        );
        var memberships = (
            await session.QueryAsync<MembershipRow>(
                """
                select * from memberships where group_id in (select value from json_each(@ids)) and withdrawn is null
                order by network_id, id
                """,
                asked
            )
        ).ToLookup(row => row.GroupId);
        var records = new Dictionary<string, GroupRecord>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var own = memberships[group.Id].ToList();
            records[group.Id] = await ReadAsync(session, group, own);
        }

        return records;
    }

    private static async Task<GroupRecord> ReadAsync(IQuerySession session, GroupRow group, IReadOnlyList<MembershipRow> memberships)
    {
        var id = group.Id;
        var consents = await GroupParts.ReadAsync(group.HasConsents, () => ConsentsSql.OfGroupAsync(session, id));
        var names = await GroupParts.ReadAsync(
            group.HasNames,
            () => session.QueryAsync<GroupNameRow>("select * from group_names where group_id = @id order by name", new { id })
        );
        var externalIds = await GroupParts.ReadAsync(
            group.HasExternalIds,
            () =>
                session.QueryAsync<ExternalIdRow>(
                    "select * from group_external_ids where group_id = @id order by scheme, value",
                    new { id }
                )
        );
        var formerValues = await GroupParts.ReadAsync(
            group.HasFormerValues,
            () =>
                session.QueryAsync<GroupFormerValueRow>(
                    "select * from group_former_values where group_id = @id order by attribute, replaced_by",
                    new { id }
                )
        );
        var successors = await GroupParts.ReadAsync(group.HasSuccessors, () => SuccessionsSql.OfGroups.StatedAsync(session, id));
        return RecordOf(group, names, formerValues, successors, externalIds, memberships, consents);
    }

    /// <summary>Finds the group of that name and country that a steward with these scopes keeps; null where there is none.</summary>
    public static async Task<string?> FindByNameOrNullAsync(IQuerySession session, JsonObject fields, StewardScopes scopes)
    {
        if (fields["name"]?.GetValue<string>() is not { } name || fields["country"]?.GetValue<string>() is not { } text)
        {
            return null;
        }

        var country = await Storage.Lookups.CountryLookup.FindOrNullAsync(session, text);
        var bearers = await session.QueryAsync<string>(
            "select id from groups where country = @country and name_key = @key and withdrawn is null order by id",
            new { country, key = UniqueName.Of(name) }
        );
        foreach (var bearer in bearers)
        {
            if (await Kind.IsKeptAsync(session, bearer, scopes))
            {
                return bearer;
            }
        }

        return null;
    }

    /// <summary>A group of the country that has one of the names; null where none has. It counts only groups that the steward may see, because a refusal would reveal a hidden one.</summary>
    public static async Task<string?> BearerOfNameOrNullAsync(
        IQuerySession session,
        string id,
        string country,
        IEnumerable<string> names,
        StewardScopes scopes
    )
    {
        var keys = names.Select(UniqueName.Of).ToList();
        if (keys.Count == 0)
        {
            return null;
        }

        var bearers = await session.QueryAsync<string>(
            """
            select id from groups where country = @country and id <> @id and withdrawn is null and name_key in @keys
            union
            select g.id from group_names as n join groups as g on g.id = n.group_id
            where n.name_key in @keys and g.country = @country and g.id <> @id and g.withdrawn is null
            """,
            new
            {
                id,
                country,
                keys,
            }
        );
        foreach (var bearer in bearers)
        {
            if (await RuleFactsSql.IsPublicGroupAsync(session, bearer) || await Kind.IsKeptAsync(session, bearer, scopes))
            {
                return bearer;
            }
        }

        return null;
    }

    /// <summary>
    /// Keeps the key of a name that stays. An upgrade may have told two groups apart whose names are one name since, and a steward must be able to hide or mend such a group without renaming it.
    /// </summary>
    private static void KeepKey(IDictionary<string, object?>? stored, Dictionary<string, object?> columns)
    {
        if (stored is not null && Equals(stored["name"], columns["name"]) && Equals(stored["country"], columns["country"]))
        {
            columns["name_key"] = stored["name_key"];
        }
    }

    private static GroupRecord RecordOf(
        GroupRow row,
        IReadOnlyList<GroupNameRow> names,
        IReadOnlyList<GroupFormerValueRow> formerValues,
        IReadOnlyList<SuccessorRecord> successors,
        IReadOnlyList<ExternalIdRow> externalIds,
        IReadOnlyList<MembershipRow> memberships,
        IReadOnlyList<ConsentRow> consents
    ) =>
        new(row)
        {
            Id = row.Id,
            Names =
            [
                .. names.Select(name => new GroupNameRecord
                {
                    Name = name.Name,
                    Kind = name.Kind,
                    Period = name.Period,
                    Observed = name.Observed,
                    Slug = name.Slug,
                    Citation = name.Citation,
                }),
            ],
            Successors = successors,
            FormerValues = [.. formerValues.Select(GroupFormerValue.Of)],
            ExternalIds = [.. externalIds.Select(ExternalId.Of)],
            Consents =
            [
                .. consents.Select(kept => new ConsentRecord
                {
                    Id = kept.Id,
                    Scope = kept.Scope,
                    Given = kept.Given,
                    GivenTo = kept.GivenTo!,
                    Until = kept.Until,
                    Ended = kept.Ended,
                    ShownAs = kept.ShownAs,
                    Approvals = kept.Approvals,
                }),
            ],
            Memberships =
            [
                .. memberships.Select(m => new GroupRecordMembership
                {
                    Id = m.Id,
                    Network = m.NetworkId,
                    Period = m.Period,
                }),
            ],
            KeptBy = row.KeptBy,
            Withdrawn = row.Withdrawn,
        };
}
