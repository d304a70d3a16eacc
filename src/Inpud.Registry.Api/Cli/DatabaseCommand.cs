using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>A command that works on the database that the settings name. The service may run meanwhile.</summary>
internal static class DatabaseCommand
{
    /// <param name="command">The command.</param>
    /// <param name="action">The work of the command, given the program's services. It throws with a sentence where it cannot be done.</param>
    /// <param name="needsDatabase">False where the action itself decides whether it makes a database, upgrades one, or takes an older one as it is.</param>
    public static Command WithDatabase(
        this Command command,
        Func<ParseResult, IServiceProvider, CancellationToken, Task> action,
        bool needsDatabase = true
    )
    {
        command.SetAction(
            async (parsed, ct) =>
                await RegistryService.RunAsync(
                    Invocation.SettingsOf(parsed),
                    parsed.InvocationConfiguration.Error,
                    async app =>
                    {
                        if (needsDatabase)
                        {
                            await RegistryService.RequireDatabaseAsync(app.Services, ct);
                        }

                        await action(parsed, app.Services, ct);
                    },
                    ct
                )
        );
        return command;
    }
}
