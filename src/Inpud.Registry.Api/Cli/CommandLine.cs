using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>The commands of the program. Without a command, it serves the API.</summary>
internal static class CommandLine
{
    /// <summary>The time that a command has to leave everything as it was after it is told to stop.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMinutes(1);

    /// <param name="args">The words after the program's name.</param>
    /// <param name="output">Where the answer goes; null for the standard output.</param>
    /// <param name="error">Where everything else goes; null for the error output.</param>
    public static Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        var parsed = Build().Parse(args);
        // The service has its own way to stop: it answers its last requests first.
        var isService = parsed.CommandResult.Command is RootCommand or { Name: ServeCommand.Name };
        return parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output ?? Console.Out,
                Error = error ?? Console.Error,
                ProcessTerminationTimeout = isService ? null : TimeToStop,
            }
        );
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("The registry of the International Network of People who Use Drugs (INPUD).")
        {
            // Words that are no options of a command are settings, such as --urls or --Registry:Database.
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction(ServeCommand.RunAsync);
        root.Add(ServeCommand.Build());
        root.Add(MigrateCommand.Build());
        root.Add(SeedCommand.Build());
        root.Add(ImportCommand.Build());
        root.Add(ExportCommand.Build());
        root.Add(BackupCommand.Build());
        root.Add(RestoreCommand.Build());
        root.Add(VerifyCommand.Build());
        root.Add(EraseCommand.Build());
        root.Add(KeysCommand.Build());
        HelpExamples.AddTo(root);
        return root;
    }
}
