using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>One run of the program: where it writes, and the settings that its command line has.</summary>
internal sealed class Invocation : InvocationConfiguration
{
    public IReadOnlyList<string> Settings { get; init; } = [];

    public static string[] SettingsOf(ParseResult parsed) => parsed.InvocationConfiguration is Invocation run ? [.. run.Settings] : [];
}
