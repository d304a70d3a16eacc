using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>
/// Lets the addresses of a record that is withdrawn as a duplicate lead to the one that stays. An address that was never public leads nowhere: it would tell of a hidden record.
/// </summary>
internal static class MergedRecordSql
{
    /// <summary>The field of the body that names the record that stays.</summary>
    public const string Field = "mergedInto";

    public static async Task<string> MergeGroupAsync(WriteSession write, Steward steward, string id, string into)
    {
        var stays = await Facts.GroupAsync(write, steward, into, Field);
        RequireAnother(id, stays);
        if (await RuleFactsSql.IsPublicGroupAsync(write, id))
        {
            await LeadAsync(
                write,
                "groups",
                id,
                stays,
                """
                select id from groups where id = @id
                union
                select slug from groups where id = @id and slug is not null
                union
                select slug from group_names where group_id = @id and slug is not null
                """
            );
        }

        return stays;
    }

    public static async Task<string> MergePersonAsync(WriteSession write, Steward steward, string id, string into)
    {
        var stays = (await SlugLookup.PersonAsync(write, into))!;
        await Facts.RequirePersonAsync(write, steward, stays, Field);
        RequireAnother(id, stays);
        // A person is shown while a term names them, and is withdrawn after the last of their terms.
        var wasShown = await write.QueryAsync<int>(
            """
            select 1 from people as p
            where
                p.id = @id and p.visibility = 'public'
                and (
                    exists (select 1 from seat_terms as t where t.person_id = p.id and t.person_withheld is null)
                    or exists (select 1 from office_terms as t where t.person_id = p.id and t.person_withheld is null)
                    or exists (select 1 from post_terms as t where t.person_id = p.id and t.person_withheld is null)
                )
            """,
            new { id }
        );
        if (wasShown.Count > 0)
        {
            await LeadAsync(
                write,
                "people",
                id,
                stays,
                """
                select id from people where id = @id
                union
                select slug from people where id = @id and slug is not null
                union
                select slug from person_names where person_id = @id and slug is not null
                """
            );
        }

        return stays;
    }

    /// <summary>The id of the network becomes a former id of the one that stays, and leads to it at every address.</summary>
    public static async Task<string> MergeNetworkAsync(WriteSession write, Steward steward, string id, string into)
    {
        var stays = await Facts.NetworkAsync(write, steward, into, Field);
        RequireAnother(id, stays);
        // Only a withdrawn network leaves its id to another one.
        await RowsSql.WithdrawAsync(write, "networks", id);
        await write.ExecuteAsync("update network_former_ids set network_id = @stays where network_id = @id", new { id, stays });
        await write.ExecuteAsync(
            "insert into network_former_ids (id, network_id, source_id, locator) select id, @stays, source_id, locator from networks where id = @id",
            new { id, stays }
        );
        return stays;
    }

    private static async Task LeadAsync(WriteSession write, string resource, string id, string stays, string addresses)
    {
        await write.ExecuteAsync(
            "update merged_records set into_id = @stays where resource = @resource and into_id = @id",
            new
            {
                resource,
                id,
                stays,
            }
        );
        foreach (var address in await write.QueryAsync<string>(addresses, new { id }))
        {
            await write.ExecuteAsync(
                "insert into merged_records (resource, address, record_id, into_id) values (@resource, @address, @id, @stays)",
                new
                {
                    resource,
                    address,
                    id,
                    stays,
                }
            );
        }
    }

    private static void RequireAnother(string id, string stays)
    {
        if (id == stays)
        {
            throw BodyRules.Mistake(Field, "itself", "The record cannot be merged into itself. Name the record that stays.");
        }
    }
}
