using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>The commands of the program. Without one it serves.</summary>
internal static class CommandLine
{
    /// <summary>A command that is told to stop has this long to leave everything as it was.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMinutes(1);

    public static Task<int> RunAsync(string[] args)
    {
        var parsed = Build().Parse(args);
        // The service has its own way to stop: it answers its last requests first.
        var isService = parsed.CommandResult.Command is RootCommand or { Name: ServeCommand.Name };
        return parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = isService ? null : TimeToStop });
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("The registry of the International Network of People who Use Drugs (INPUD).")
        {
            // What is no option of a command is a setting, such as --urls or --Registry:Database.
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction(parsed => RegistryService.ServeAsync([.. parsed.UnmatchedTokens]));
        root.Add(ServeCommand.Build());
        root.Add(MigrateCommand.Build());
        root.Add(SeedCommand.Build());
        root.Add(ImportCommand.Build());
        root.Add(ExportCommand.Build());
        root.Add(BackupCommand.Build());
        root.Add(RestoreCommand.Build());
        root.Add(VerifyCommand.Build());
        root.Add(KeysCommand.Build());
        HelpExamples.AddTo(root);
        return root;
    }
}
