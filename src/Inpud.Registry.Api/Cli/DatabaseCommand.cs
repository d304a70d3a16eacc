using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>A command that works on the database of the settings, which may be served meanwhile. What is no option of the command is a setting.</summary>
internal static class DatabaseCommand
{
    /// <param name="command">The command.</param>
    /// <param name="action">What it does with the program's parts; it throws with a sentence where it cannot.</param>
    /// <param name="prepares">False where the database is to be left as it is until the action says otherwise.</param>
    public static Command WithDatabase(
        this Command command,
        Func<ParseResult, IServiceProvider, CancellationToken, Task> action,
        bool prepares = true
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

                return await RegistryService.RunAsync([.. parsed.UnmatchedTokens], app => action(parsed, app.Services, ct), prepares, ct);
            }
        );
        return command;
    }

    private static bool IsNoSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && !token.Contains(':', StringComparison.Ordinal);
}
