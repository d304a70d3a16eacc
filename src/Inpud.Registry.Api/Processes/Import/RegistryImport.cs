using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Processes.Import.Bundles;
using Inpud.Registry.Api.Processes.Import.Spreadsheets;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Import;

/// <summary>Imports a file: all of it in one transaction, with one cause in the history, or nothing.</summary>
internal sealed class RegistryImport(Database database, GroupImport groups, BundleImport bundles)
{
    /// <param name="sent">The file.</param>
    /// <param name="steward">The steward who imports it.</param>
    /// <param name="reason">The reason; null where the steward gives none.</param>
    /// <param name="isDryRun">True for the report alone, without a write.</param>
    /// <param name="journal">Gets each row's outcome.</param>
    /// <param name="work">Gets the progress.</param>
    /// <param name="ct">Stops the import, which then leaves nothing in the registry.</param>
    /// <exception cref="StorageException">The file cannot be read; the message says where.</exception>
    public async Task<ImportReport> RunAsync(
        SentFile sent,
        Steward steward,
        string? reason,
        bool isDryRun,
        ImportJournal journal,
        IWork work,
        CancellationToken ct
    )
    {
        var (file, kind, _) = sent;
        if (kind == ImportedFile.Bundle && !steward.Key.Scopes.CoverEverything)
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                "A bundle states records of the whole registry: it takes a key with the scope 'registry'. A spreadsheet of groups takes the key of a network."
            );
        }

        // This check comes before the transaction, so that a file that is no table, or has a million rows, keeps nobody waiting.
        work.Begin("Looking through the file");
        var rows = 0;
        if (kind == ImportedFile.Bundle)
        {
            bundles.Check(file, ct);
        }
        else
        {
            rows = groups.Check(sent, ct);
        }

        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        file.Position = 0;
        await using var write = await database.WriteAsync(ct);
        await database.ExpectManyRowsAsync(write);
        var cause = new Change(
            write.Now,
            steward.Key.Label,
            "import",
            "registry",
            "inpud",
            Before: null,
            JsonSerializer.Serialize(new { sha256 }),
            reason ?? (kind == ImportedFile.Bundle ? "Imported from a bundle." : "Imported from a spreadsheet.")
        );
        var isWritten = false;
        await OwnThread.RunAsync(async () =>
        {
            if (kind == ImportedFile.Bundle)
            {
                await bundles.RunAsync(write, file, cause, journal, work, ct);
            }
            else
            {
                await write.RecordCauseAsync(cause);
                await groups.RunAsync(write, steward, sent, rows, cause.Reason, journal, work, ct);
            }

            isWritten = !isDryRun && journal.Count(ImportOutcome.Refused) == 0 && journal.Changes > 0;
            if (isWritten)
            {
                await write.CommitAsync(ct);
            }
        });
        return ImportReport.Of(journal, isWritten);
    }
}
