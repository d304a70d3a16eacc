using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>A command that works on the database of the settings, which may be served meanwhile. What is no option of the command is a setting.</summary>
internal static class DatabaseCommand
{
    /// <param name="command">The command.</param>
    /// <param name="action">What it does with the program's parts; it throws with a sentence where it cannot.</param>
    /// <param name="needsDatabase">False where the action itself says what it needs: whether it makes a database, upgrades one, or takes an older one as it is.</param>
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
                // Before anything else: read as a setting, a mistyped option would take the next word for its value.
                if (parsed.UnmatchedTokens.FirstOrDefault(IsNoSetting) is { } unknown)
                {
                    await Console.Error.WriteLineAsync(
                        $"There is no option '{unknown}'. '{HelpExamples.NameOf(command)} --help' lists the options."
                    );
                    return 1;
                }

                return await RegistryService.RunAsync(
                    [.. parsed.UnmatchedTokens],
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
