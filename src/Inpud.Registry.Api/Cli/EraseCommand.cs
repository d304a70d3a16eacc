using System.CommandLine;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Cli;

/// <summary>Erases a group or a person who asks to be forgotten.</summary>
internal static class EraseCommand
{
    /// <summary>As a reason of a write has it.</summary>
    private const int LongestWord = 500;

    public static Command Build()
    {
        var kind = new Argument<string>("kind") { Description = "What to erase: groups or people." };
        kind.AcceptOnlyFromAmong("groups", "people");
        var id = new Argument<string>("id") { Description = "The record's id, as its answer shows it." };
        var word = new Option<string>("--word")
        {
            Description =
                "On whose word, such as \"The person asked the secretariat in writing.\" It stays with the mark, so it names nobody.",
            Required = true,
        };
        word.IsOneLine(LongestWord);
        var json = Answer.Json();
        return new Command(
            "erase",
            "Erase a group or a person, with memberships or terms, history and the application, out of the database and its file. A mark without a name stays. There is no way back."
        )
        {
            kind,
            id,
            word,
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var database = services.GetRequiredService<Database>();
                var (table, record) = (parsed.GetRequiredValue(kind), parsed.GetRequiredValue(id));
                var at = await EraseAsync(
                    database,
                    services.GetRequiredService<PublicLog>(),
                    table,
                    record,
                    parsed.GetRequiredValue(word),
                    ct
                );
                var isPurged = await database.PurgeAsync(ct);
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new
                    {
                        resource = table,
                        id = record,
                        erased = at,
                    },
                    $"{table} {record} is erased. Copies of before still have it: delete those that you do not need.{(isPurged ? "" : StillInTheLog)}"
                );
            }
        );
    }

    private const string StillInTheLog =
        " Another process reads the database, so that the log beside it (-wal) has it for as long as that takes, and is emptied after it: within a minute by the service, and at once where none runs.";

    private static async Task<DateTimeOffset> EraseAsync(
        Database database,
        PublicLog log,
        string table,
        string id,
        string word,
        CancellationToken ct
    )
    {
        await using var write = await database.WriteAsync(ct);
        if (!await RecordErasure.EraseAsync(write, log, "command line", table, id, word))
        {
            throw new StorageException(
                $"There is no record '{id}' among {table}. The id stands in the record's answer; a slug does not do here."
            );
        }

        await write.CommitAsync(ct);
        return write.Now;
    }
}
