using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>The commands of the program. Without one it serves.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The registry of the International Network of People who Use Drugs (INPUD).")
        {
            // What is no option of a command is a setting, such as --urls or --Registry:Database.
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction(parsed => RegistryService.ServeAsync([.. parsed.UnmatchedTokens]));
        root.Add(ServeCommand.Build());
        root.Add(MaintenanceCommands.Migrate());
        root.Add(MaintenanceCommands.Seed());
        root.Add(MaintenanceCommands.Backup());
        root.Add(MaintenanceCommands.Restore());
        root.Add(MaintenanceCommands.Verify());
        root.Add(ExportCommand.Build());
        root.Add(ImportCommand.Build());
        root.Add(KeysCommand.Build());
        return root.Parse(args).InvokeAsync();
    }
}
