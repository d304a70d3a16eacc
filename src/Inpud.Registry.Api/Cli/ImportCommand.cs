using System.CommandLine;
using System.Text.Json;
using Inpud.Registry.Api.Features.Import;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Spreadsheets;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Cli;

/// <summary>Brings groups in from a spreadsheet, as <c>POST /v1/import</c> does, with the right of whoever can read the database anyway.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("file") { Description = "The spreadsheet, saved as CSV. /v1/import/template has its columns." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and write nothing." };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON, for scripts." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why the groups are brought in. It stands in the history.",
            DefaultValueFactory = _ => "Imported from a spreadsheet.",
        };
        return new Command("import", "Bring groups in from a spreadsheet: all of it, or nothing.")
        {
            file,
            dryRun,
            json,
            reason,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var path = parsed.GetRequiredValue(file);
                if (!path.Exists)
                {
                    throw new StorageException($"There is no file {path.FullName}.");
                }

                var sheet = Spreadsheet.Parse(SpreadsheetText.Read(await File.ReadAllBytesAsync(path.FullName, ct)));
                var report = await RunAsync(services, sheet, parsed.GetRequiredValue(reason), parsed.GetValue(dryRun), ct);
                Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, RegistryJson.Options) : TableOf(report));
                if (report.Refused > 0)
                {
                    throw new StorageException(
                        $"{report.Refused} of {report.Rows.Count} rows are refused, and nothing was written. Mend the cells that the report names."
                    );
                }
            }
        );
    }

    private static async Task<ImportReport> RunAsync(
        IServiceProvider services,
        Spreadsheet sheet,
        string reason,
        bool isDryRun,
        CancellationToken ct
    )
    {
        await using var write = await services.GetRequiredService<Database>().WriteAsync(ct);
        var operatorKey = new Key("command-line", "The command line", new StewardScopes([StewardScopes.Registry]), write.Now, null, null);
        var report = await services.GetRequiredService<GroupImport>().RunAsync(write, new Steward(operatorKey), sheet, reason);
        if (isDryRun || report.Refused > 0 || report.New + report.Changed == 0)
        {
            return report;
        }

        await write.CommitAsync(ct);
        return report with { Written = true };
    }

    /// <summary>The rows that do something, and the numbers.</summary>
    private static string TableOf(ImportReport report)
    {
        var lines = report
            .Rows.Where(row => row.Outcome != ImportOutcome.Unchanged)
            .SelectMany(row =>
                row.Mistakes.Select(mistake => $"{mistake.Cell}: {mistake.Detail}")
                    .Concat(row.Differences.Select(change => $"{change.Field}: {change.Before} → {change.After}"))
                    .DefaultIfEmpty("")
                    .Select(what => $"row {row.Row}\t{Kebab.Text(row.Outcome)}\t{row.Name}\t{what}")
            );
        var numbers =
            $"{report.New} new, {report.Changed} changed, {report.Unchanged} unchanged, {report.Refused} refused; {(report.Written ? "written" : "nothing was written")}.";
        return string.Join(Environment.NewLine, lines.Append(numbers));
    }
}
