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
            (parsed, ct) =>
                RegistryService.RunAsync(
                    [.. parsed.UnmatchedTokens],
                    async app =>
                    {
                        if (
                            parsed.UnmatchedTokens.FirstOrDefault(token =>
                                token.StartsWith("--", StringComparison.Ordinal) && !token.Contains(':', StringComparison.Ordinal)
                            ) is
                            { } unknown
                        )
                        {
                            throw new ConfigurationException($"There is no option '{unknown}'. '{command.Name} --help' lists the options.");
                        }

                        await action(parsed, app.Services, ct);
                    },
                    prepares
                )
        );
        return command;
    }
}
