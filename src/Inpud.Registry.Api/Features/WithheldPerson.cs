using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>
/// Fills the column of a term that came from a public export without its person. It stays as long as nobody names the person: a change of the period must not turn a held place into a vacancy.
/// </summary>
internal static class WithheldPerson
{
    public static Func<WriteSession, string, IKeptRecord?, Dictionary<string, object?>, Task> Of(string table) =>
        async (write, id, record, columns) =>
            columns["person_withheld"] =
                record is not null
                && columns["person_id"] is null
                && await write.FindOrNullAsync<string>($"select id from {table} where id = @id and person_withheld", new { id }) is not null
                    ? true
                    : null;
}
