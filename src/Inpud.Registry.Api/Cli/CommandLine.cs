using System.CommandLine;
using System.CommandLine.Invocation;

namespace Inpud.Registry.Api.Cli;

/// <summary>The commands of the program. Without a command, it serves the API.</summary>
internal static class CommandLine
{
    /// <summary>The time that a command has to leave everything as it was after it is told to stop.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMinutes(1);

    /// <param name="args">The words after the program's name.</param>
    /// <param name="output">Where the answer goes; null for the standard output.</param>
    /// <param name="error">Where everything else goes; null for the error output.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        error ??= Console.Error;
        var words = SettingWords.Of(args);
        var parsed = Build().Parse(words.Others);
        if (words.MistakeOrNull is not null || parsed.Action is ParseErrorAction)
        {
            await error.WriteLineAsync(words.MistakeOrNull ?? Misuse.Sentence(parsed));
            return Misuse.ExitCode;
        }

        // The service has its own way to stop: it answers its last requests first.
        var isService = parsed.CommandResult.Command is RootCommand or { Name: ServeCommand.Name };
        return await parsed.InvokeAsync(
            new Invocation
            {
                Output = output ?? Console.Out,
                Error = error,
                ProcessTerminationTimeout = isService ? null : TimeToStop,
                Settings = words.Settings,
            }
        );
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("The registry of the International Network of People who Use Drugs (INPUD).");
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
        root.Add(ConfigCommand.Build());
        root.Add(HealthCommand.Build());
        HelpExamples.AddTo(root);
        ShownVersion.AddTo(root);
        return root;
    }
}
