using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Interchange.Spreadsheets;
using Inpud.Registry.Api.Processes.Import;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Domain.Stewards;
using Spectre.Console;

namespace Inpud.Registry.Api.Cli;

/// <summary>Imports a file as <c>POST /v1/import</c> does, with the rights of a key for everything: whoever runs the command can read the database anyway.</summary>
internal static class ImportCommand
{
    /// <summary>As a parameter of an address has it.</summary>
    private const int LongestReason = 200;

    public static Command Build()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description =
                "A spreadsheet of groups (.xlsx, .ods or CSV; /v1/import/template has its columns), or a bundle that 'export' or /v1/export made.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and write nothing." };
        var json = Answer.Json();
        var csv = new Option<bool>("--csv") { Description = "Write the report as CSV." };
        var reason = new Option<string?>("--reason") { Description = "Why you import the file. The history shows it." };
        var charset = new Option<string?>("--charset")
        {
            Description = "The charset of a CSV file that is neither UTF-8 nor UTF-16 with a byte order mark, such as windows-1252.",
        };
        charset.Validators.Add(CheckCharset);
        reason.IsOneLine(LongestReason);
        return new Command(
            "import",
            "Import groups from a spreadsheet, or a whole bundle: all rows, or none. Where there is no database yet, a bundle makes one, in place of the shipped data."
        )
        {
            file,
            dryRun,
            json,
            csv,
            reason,
            charset,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var path = parsed.GetRequiredValue(file);
                if (!path.Exists)
                {
                    throw new StorageException($"There is no file {path.FullName}.");
                }

                await using var opened = await OpenAsync(path, ct);
                var sent = SentFile.Of(opened, parsed.GetValue(charset));
                // A bundle makes a whole database, or none: where a row is refused, nothing was written, and no file is left.
                var isBundle = sent.Kind == ImportedFile.Bundle;
                await (
                    parsed.GetValue(dryRun)
                        ? RegistryService.RequireDatabaseAsync(services, ct)
                        : RegistryService.PrepareDatabaseAsync(services, ct, seeds: !isBundle, finishes: !isBundle)
                );
                using var journal = new ImportJournal();
                var report = await LongWork.ShowAsync(
                    parsed,
                    work => RunAsync(services, sent, parsed.GetValue(reason), parsed.GetValue(dryRun), journal, work, ct)
                );
                if (report.Written && !services.GetRequiredService<IDialect>().Finish())
                {
                    throw new StorageException(
                        $"Another process made the database {services.GetRequiredService<IDialect>().Describe()} meanwhile, and nothing was imported. Import the file again."
                    );
                }

                Show(parsed, report, parsed.GetValue(json), parsed.GetValue(csv));
                if (parsed.GetValue(json) || parsed.GetValue(csv))
                {
                    // A script keeps the report. Whoever reads its log sees what came of it, too.
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(ImportReportTable.Summary(report));
                }

                if (report.Refused > 0)
                {
                    throw new StorageException($"{report.Refusal()} Mend the cells that the report names.");
                }
            },
            needsDatabase: false
        );
    }

    /// <summary>Opens the file. What a pipe gives is kept first, since an import goes through its file more than once.</summary>
    private static async Task<Stream> OpenAsync(FileInfo path, CancellationToken ct)
    {
        var opened = path.OpenRead();
        if (opened.CanSeek)
        {
            return opened;
        }

        await using (opened)
        {
            var kept = TemporaryFile.Create();
            try
            {
                await opened.CopyToAsync(kept, ct);
                kept.Position = 0;
                return kept;
            }
            catch
            {
                await kept.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>A mistyped charset is said before anything is started.</summary>
    private static void CheckCharset(OptionResult said)
    {
        var name = said.GetValueOrDefault<string>();
        try
        {
            Charsets.FindOrNull(name);
        }
        catch (StorageException e)
        {
            var near = Nearest.Of(name ?? "", Encoding.GetEncodings().Select(encoding => encoding.Name));
            said.AddError(near is null ? e.Message : $"{e.Message} Did you mean '{near}'?");
        }
    }

    private static async Task<ImportReport> RunAsync(
        IServiceProvider services,
        SentFile file,
        string? reason,
        bool isDryRun,
        ImportJournal journal,
        IWork work,
        CancellationToken ct
    )
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var operatorKey = new Key("command-line", "The command line", new StewardScopes([StewardScopes.Registry]), now, null, null);
        return await services
            .GetRequiredService<RegistryImport>()
            .RunAsync(file, new Steward(operatorKey), reason, isDryRun, journal, work, ct);
    }

    private static void Show(ParseResult parsed, ImportReport report, bool asJson, bool asCsv)
    {
        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            JsonSerializer.Serialize(output, report, RegistryJson.Options);
        }
        else if (asCsv)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(report.ToCsv());
        }
        else
        {
            var output = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output);
            ImportReportTable.Write(report, AnsiConsole.Create(new AnsiConsoleSettings { Out = output }));
        }
    }
}
