using System.Globalization;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

internal static class GroupDetailsSql
{
    /// <param name="read">The session.</param>
    /// <param name="named">The slug or the id of the group.</param>
    /// <param name="day">The day as of which the answer gives certainties.</param>
    public static async Task<GroupDetails?> FindOrNullAsync(ReadSession read, string named, string day)
    {
        var group = await read.FindOrNullAsync<GroupRow>(
            $"""
            select g.*, {AsOf.Certainty("g")} as certainty, {GroupParts.Columns("public_")}
            from public_named_groups as g where g.slug = @named or g.id = @named
            """,
            new { named, day }
        );
        if (group is null)
        {
            return null;
        }

        var asked = new { id = group.Id, day };
        var names = await GroupParts.ReadAsync(
            group.HasNames,
            () => read.QueryAsync<GroupNameRow>("select * from public_group_names where group_id = @id order by name", asked)
        );
        var memberships = await read.QueryAsync<MembershipRow>(
            $"select m.*, {AsOf.Certainty("m")} as certainty from public_memberships as m where m.group_id = @id order by m.network_id, m.possible_from, m.id",
            asked
        );
        var consents = await GroupParts.ReadAsync(
            group.HasConsents,
            () => read.QueryAsync<ConsentRow>("select * from public_consents where group_id = @id order by given, id", asked)
        );
        var externalIds = await GroupParts.ReadAsync(
            group.HasExternalIds,
            () =>
                read.QueryAsync<ExternalIdRow>("select * from public_group_external_ids where group_id = @id order by scheme, value", asked)
        );
        var formerValues = await GroupParts.ReadAsync(
            group.HasFormerValues,
            () =>
                read.QueryAsync<GroupFormerValueRow>(
                    "select * from public_group_former_values where group_id = @id order by attribute, replaced_by",
                    asked
                )
        );
        // What it was on another day, a former name or a former value says.
        var asOf = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var overTime = await GroupsOverTime.ReadAsync(read, [group]);
        return new GroupDetails(overTime.Of(group, asOf))
        {
            AsOf = asOf,
            Id = group.Id,
            OtherNames = [.. names.Select(NameOf)],
            Successors = await GroupParts.ReadAsync(
                group.HasSuccessors,
                () => SuccessionsSql.OfGroups.SuccessorsAsync(read, group.Id, day)
            ),
            Predecessors = await GroupParts.ReadAsync(
                group.HasPredecessors,
                () => SuccessionsSql.OfGroups.PredecessorsAsync(read, group.Id, day)
            ),
            FormerValues = [.. formerValues.Select(GroupFormerValue.Of)],
            Consents = [.. consents.Select(ConsentOf)],
            Certainty = group.Certainty,
            Memberships = [.. memberships.Select(MembershipOf)],
            ExternalIds = [.. externalIds.Select(ExternalId.Of)],
        };
    }

    private static GroupOtherName NameOf(GroupNameRow row) =>
        new()
        {
            Name = row.Name,
            Kind = row.KindText,
            Period = row.Period,
            Observed = row.Observed,
            Slug = row.Slug,
            Citation = row.Citation,
        };

    private static GroupMembership MembershipOf(MembershipRow row) =>
        new()
        {
            Id = row.Id,
            Network = row.NetworkId,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };

    private static GroupConsent ConsentOf(ConsentRow row) =>
        new()
        {
            Id = row.Id,
            Scope = row.Scope,
            Given = row.Given,
            Until = row.Until,
        };
}
