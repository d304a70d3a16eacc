using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>Reads letters, and closes them.</summary>
internal static class LettersSql
{
    /// <summary>All letters of a table; null where a database of an earlier version does not have the table.</summary>
    public static async Task<IReadOnlyList<LetterRow>?> RowsOrNullAsync(IQuerySession session, Letters letters) =>
        (await session.QueryAsync<string>("select name from pragma_table_info(@Table)", new { letters.Table })).Count == 0
            ? null
            : await session.QueryAsync<LetterRow>($"select id, state, message, decided from {letters.Table} order by id");

    public static Task CloseAsync(WriteSession write, Letters letters, LetterRow row) =>
        write.ExecuteAsync($"update {letters.Table} set state = @State, message = @Message, decided = @Decided where id = @Id", row);
}
