using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>Reads and writes which keys approved a consent, and how far it shows its group until then.</summary>
internal static class ApprovalsSql
{
    /// <summary>How many keys publish a group, by the operator's setting.</summary>
    public static async Task<int> NeededAsync(IQuerySession session) =>
        (await session.QueryAsync<int>("select registry_approvals_needed()"))[0];

    /// <summary>Lets a new consent wait where one key does not publish. Whoever records it approves it.</summary>
    public static async Task BeginAsync(WriteSession write, string consent, Key key)
    {
        if (await NeededAsync(write) > 1)
        {
            await write.ExecuteAsync("insert into consent_limits (consent_id, shown_as) values (@consent, 'private')", new { consent });
        }

        await AddAsync(write, consent, key);
    }

    /// <summary>Adds an approval. With the last that is needed, the consent shows its group as far as it says.</summary>
    public static async Task AddAsync(WriteSession write, string consent, Key key)
    {
        await write.ExecuteAsync(
            "insert into consent_approvals (consent_id, key_id, label, at) values (@consent, @id, @label, @now) on conflict do nothing",
            new
            {
                consent,
                id = key.Id,
                label = key.Label,
                now = Instant.Text(write.Now),
            }
        );
        await write.ExecuteAsync(
            """
            delete from consent_limits
            where
                consent_id = @consent
                and (select count(*) from consent_approvals where consent_id = @consent) >= registry_approvals_needed()
            """,
            new { consent }
        );
    }

    /// <summary>Whether the key, or another one of the same steward by its label, approved the consent.</summary>
    public static async Task<bool> HasApprovedAsync(WriteSession write, string consent, Key key) =>
        (
            await write.QueryAsync<int>(
                "select 1 from consent_approvals where consent_id = @consent and (key_id = @id or lower(label) = lower(@label))",
                new
                {
                    consent,
                    id = key.Id,
                    label = key.Label,
                }
            )
        ).Count > 0;

    /// <summary>Takes the approvals of the group's consents back that go further than a visibility.</summary>
    public static async Task TakeBackAsync(WriteSession write, string group, GroupVisibility visibility)
    {
        const string Further =
            "select id from consents where group_id = @group and ended is null and (scope = 'public' or @shownAs = 'private')";
        var parameters = new { group, shownAs = Kebab.Text(visibility) };
        await write.ExecuteAsync($"delete from consent_approvals where consent_id in ({Further})", parameters);
        if (await NeededAsync(write) > 1)
        {
            await write.ExecuteAsync(
                $"""
                insert into consent_limits (consent_id, shown_as) select id, @shownAs from consents where id in ({Further})
                on conflict (consent_id) do update set shown_as = excluded.shown_as where excluded.shown_as = 'private'
                """,
                parameters
            );
        }
    }
}
