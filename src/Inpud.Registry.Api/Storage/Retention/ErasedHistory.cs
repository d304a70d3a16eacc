using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Retention;

/// <summary>Takes the contents of a record out of the history, and out of the answers that are kept for a retry.</summary>
internal static class ErasedHistory
{
    public static async Task EraseAsync(WriteSession write, string resource, string id)
    {
        // An entry of before can name the record by its former id, which was made of the name.
        await write.ExecuteAsync(
            """
            update changes set before = null, after = null, reason = '', salt = null, resource_id = @id, erased = @at
            where
                resource = @resource
                and resource_id in (select @id union all select former_id from former_ids where resource = @resource and id = @id)
            """,
            new
            {
                resource,
                id,
                at = Instant.Text(write.Now),
            }
        );
        await write.ExecuteAsync(
            "delete from answered_writes where instr(body, @id) > 0 or instr(coalesce(location, ''), @id) > 0",
            new { id }
        );
    }
}
