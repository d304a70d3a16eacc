using System.CommandLine;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Cli;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class Misuse
{
    /// <summary>The exit code where somebody told the program wrongly: a word, or a setting. Nothing was started.</summary>
    public const int ExitCode = RegistryService.Misconfigured;

    /// <summary>What the single letters mean in make, rsync and most programs.</summary>
    private static readonly Dictionary<char, string> Customary = new()
    {
        ['n'] = "--dry-run",
        ['v'] = "--version",
        ['V'] = "--version",
    };

    public static string Sentence(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "--help" : $"{HelpExamples.NameOf(command)} --help";
        // What does not fit says more than what is missing: a mistyped option is missing, too.
        if (parsed.UnmatchedTokens is not [var unknown, ..])
        {
            var errors = parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ")).Distinct(StringComparer.Ordinal);
            return $"{string.Join(' ', errors)} '{help}' shows how it is used.";
        }

        var near = NearOrNull(unknown, command);
        return $"{What(unknown, command)}{(near is null ? "" : $" Did you mean '{near}'?")} '{help}' lists what there is.";
    }

    /// <summary>The option that a single letter means elsewhere, or the only one that begins with it.</summary>
    private static string? ShortOrNull(string typed, IEnumerable<string> options)
    {
        if (typed is not ['-', var letter] || letter == '-')
        {
            return null;
        }

        var meant = Customary.GetValueOrDefault(letter);
        var beginning = options.Where(option => option.StartsWith($"--{letter}", StringComparison.Ordinal)).ToList();
        return options.FirstOrDefault(option => option == meant) ?? (beginning is [var only] ? only : null);
    }

    private static string What(string unknown, Command command) =>
        unknown.StartsWith('-') ? $"There is no option '{unknown}'."
        : command.Subcommands.Count > 0 ? $"There is no command '{unknown}'."
        : $"There is a word too many: '{unknown}'. '{HelpExamples.NameOf(command)}' takes {Takes(command)}.";

    private static string Takes(Command command) =>
        command.Arguments.Count == 0 ? "none" : string.Join(", then ", command.Arguments.Select(argument => $"one {argument.Name}"));

    private static string? NearOrNull(string unknown, Command command)
    {
        var options = command.Options.SelectMany(option => option.Aliases.Append(option.Name));
        if (unknown.StartsWith('-'))
        {
            var settings = SettingNames.OfTheHost.Concat(SettingNames.OfTheRegistry).Select(name => $"--{name}");
            var name = unknown.Split('=')[0];
            return ShortOrNull(name, options)
                ?? Nearest.Of(name, options.Where(option => option.StartsWith("--", StringComparison.Ordinal)))
                ?? Nearest.Of(name, settings)
                ?? (SettingNames.NearOrNull(name.TrimStart('-')) is { } setting ? $"--{setting}" : null);
        }

        if (command.Subcommands.Count == 0)
        {
            return null;
        }

        var commands = command.Subcommands.Select(part => part.Name);
        // 'version' and 'help' are commands elsewhere.
        return options.FirstOrDefault(option => option == $"--{unknown}") ?? Nearest.Of(unknown, commands);
    }
}
