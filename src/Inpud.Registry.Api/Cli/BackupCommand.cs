using System.CommandLine;
using Inpud.Registry.Api.Storage.Maintenance;

namespace Inpud.Registry.Api.Cli;

/// <summary>Copies the database while it is in use.</summary>
internal static class BackupCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "Where the copy goes, such as backups/2026-11-24.db. An existing file is not replaced.",
        };
        var json = Answer.Json();
        return new Command("backup", "Copy the database, also while the service runs and takes writes. The copy is checked.")
        {
            file,
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var target = parsed.GetRequiredValue(file).FullName;
                await LongWork.ShowAsync(
                    parsed,
                    work =>
                    {
                        services.GetRequiredService<Backups>().Make(target, work, ct);
                        return Task.FromResult(target);
                    }
                );
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new { file = target, bytes = new FileInfo(target).Length },
                    $"The registry is copied to {target}, and the copy is sound."
                );
            },
            // The copy does not wait for writers.
            needsDatabase: false
        );
    }
}
