using System.CommandLine;
using Inpud.Registry.Api.Storage.Maintenance;

namespace Inpud.Registry.Api.Cli;

/// <summary>Replaces the database by a copy.</summary>
internal static class RestoreCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("file") { Description = "A copy that 'backup' made." };
        var overNewer = new Option<bool>("--over-newer")
        {
            Description = "Restore even where the registry has changes that the copy does not have.",
        };
        var withProblems = new Option<bool>("--with-problems")
        {
            Description = "Restore even where the copy has problems that 'verify' would name. A damaged file is never restored.",
        };
        var json = Answer.Json();
        return new Command(
            "restore",
            "Replace the database by a copy. The copy is verified first, and the current database is kept in another file."
        )
        {
            file,
            overNewer,
            withProblems,
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var kept = await LongWork.ShowAsync(
                    parsed,
                    work =>
                        services
                            .GetRequiredService<Backups>()
                            .RestoreAsync(
                                parsed.GetRequiredValue(file).FullName,
                                parsed.GetValue(overNewer),
                                parsed.GetValue(withProblems),
                                work,
                                ct
                            )
                );
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new { restored = true, kept },
                    $"The registry is restored.{(kept is null ? "" : $" The former database is in {kept}.")} Restart the service if it runs."
                );
            },
            needsDatabase: false
        );
    }
}
