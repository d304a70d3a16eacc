using System.CommandLine;
using Inpud.Registry.Api.Storage.Maintenance;

namespace Inpud.Registry.Api.Cli;

/// <summary>Puts a copy in the place of the database.</summary>
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
            "Put a copy in the place of the database. The copy is verified first, and what was there is kept beside it."
        )
        {
            file,
            overNewer,
            withProblems,
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var kept = await LongWork.ShowAsync(work =>
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
                    parsed.GetValue(json),
                    new { restored = true, kept },
                    $"The registry is restored.{(kept is null ? "" : $" What was there before is in {kept}.")} Restart the service if it runs."
                );
            },
            needsDatabase: false
        );
    }
}
