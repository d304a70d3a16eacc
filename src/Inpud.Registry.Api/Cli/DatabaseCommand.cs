using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>A command that works on the database that the settings name. The service may run meanwhile. Words that are no options of the command are settings.</summary>
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
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, ct) =>
            {
                // This check comes first: read as a setting, a mistyped option would take the next word for its value.
                if (parsed.UnmatchedTokens.FirstOrDefault(IsNoSetting) is { } unknown)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(
                        $"There is no option '{unknown}'. '{HelpExamples.NameOf(command)} --help' lists the options."
                    );
                    return 1;
                }

                return await RegistryService.RunAsync(
                    [.. parsed.UnmatchedTokens],
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
                );
            }
        );
        return command;
    }

    private static bool IsNoSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && !token.Contains(':', StringComparison.Ordinal);
}
