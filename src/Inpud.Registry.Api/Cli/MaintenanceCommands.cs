using System.CommandLine;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;

namespace Inpud.Registry.Api.Cli;

/// <summary>What an operator does with the database as a whole.</summary>
internal static class MaintenanceCommands
{
    public static Command Migrate() =>
        new Command("migrate", "Bring the database's schema up to what this program knows. 'serve' does so too.").WithDatabase(
            (_, services, _) =>
            {
                services.GetRequiredService<Migrator>().Migrate();
                Console.WriteLine(
                    $"The database {services.GetRequiredService<IDialect>().Describe()} has schema {services.GetRequiredService<Migrator>().Latest}."
                );
                return Task.CompletedTask;
            },
            prepares: false
        );

    public static Command Seed() =>
        new Command("seed", "Make the database, and load the shipped data where it has no history yet. 'serve' does so too.").WithDatabase(
            (_, services, _) =>
            {
                Console.WriteLine($"The database {services.GetRequiredService<IDialect>().Describe()} is ready.");
                return Task.CompletedTask;
            }
        );

    public static Command Backup()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "Where the copy goes, such as backups/2026-11-24.db. A file that exists is left alone.",
        };
        return new Command("backup", "Copy the database, while it is served and written to. The copy is checked.") { file }.WithDatabase(
            (parsed, services, _) =>
            {
                var target = parsed.GetRequiredValue(file).FullName;
                services.GetRequiredService<Backups>().Make(target);
                Console.WriteLine($"The registry is copied to {target}, and the copy is sound.");
                return Task.CompletedTask;
            },
            // Whoever writes to the registry is not waited for.
            prepares: false
        );
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("file") { Description = "A copy that 'backup' made." };
        var overNewer = new Option<bool>("--over-newer")
        {
            Description = "Restore even where the registry has changes that the copy does not have.",
        };
        return new Command(
            "restore",
            "Put a copy in the place of the database. The copy is checked first, and what was there is kept beside it."
        )
        {
            file,
            overNewer,
        }.WithDatabase(
            (parsed, services, _) =>
            {
                var kept = services
                    .GetRequiredService<Backups>()
                    .Restore(parsed.GetRequiredValue(file).FullName, parsed.GetValue(overNewer));
                services.GetRequiredService<Migrator>().Migrate();
                Console.WriteLine(
                    $"The registry is restored.{(kept is null ? "" : $" What was there before is in {kept}.")} Restart the service if it runs."
                );
                return Task.CompletedTask;
            },
            prepares: false
        );
    }

    public static Command Verify()
    {
        var json = new Option<bool>("--json") { Description = "Write one JSON object, for scripts." };
        return new Command(
            "verify",
            "Check everything: the file, references, membership rules, and that the public history is what the public views show. The exit code is 0 where all is well."
        )
        {
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var problems = await services.GetRequiredService<Verification>().ProblemsAsync(ct);
                if (parsed.GetValue(json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(new { sound = problems.Count == 0, problems }, RegistryJson.Options));
                }
                else
                {
                    foreach (var problem in problems)
                    {
                        Console.WriteLine(problem);
                    }
                }

                if (problems.Count > 0)
                {
                    throw new StorageException($"The registry has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}.");
                }

                if (!parsed.GetValue(json))
                {
                    Console.WriteLine("The registry is sound: the file, the references, the rules, the public history.");
                }
            }
        );
    }
}
