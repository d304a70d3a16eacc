using Inpud.Registry.Api.Http.Requests;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Inpud.Registry.Api;

/// <summary>A setting as one of its origins has it: a file, the environment, or the command line.</summary>
/// <param name="Name">The name with colons.</param>
/// <param name="Value">The value there.</param>
/// <param name="Origin">The origin, for people.</param>
/// <param name="InFile">The file for a sentence; empty where it is none.</param>
/// <param name="IsOurs">Whether it is meant for this program. All of a file and of the command line is; an environment has the variables of other programs, too.</param>
/// <param name="Spell">Writes a name as one writes it there.</param>
internal sealed record GivenSetting(string Name, string? Value, string Origin, string InFile, bool IsOurs, Func<string, string> Spell);

/// <summary>Where settings come from.</summary>
internal static class SettingOrigins
{
    public const string Default = "default";

    private const string ServerPrefix = "ASPNETCORE_";

    /// <summary>The settings of all origins, the weakest origin first.</summary>
    public static IEnumerable<GivenSetting> All(IConfigurationRoot configuration) =>
        configuration
            .Providers.SelectMany(provider => LeavesOf(provider, parent: null).Select(name => Given(provider, name)))
            .Concat(MistypedServerVariables());

    /// <summary>Where the value in force comes from: the strongest origin that has one.</summary>
    public static string Of(IConfigurationRoot configuration, string name) =>
        configuration.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(name, out _)) is { } provider
            ? Given(provider, name).Origin
            : Default;

    /// <summary>Whether it is the file that comes with the program.</summary>
    public static bool IsShipped(string origin) => origin == Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    private static IEnumerable<string> LeavesOf(IConfigurationProvider provider, string? parent) =>
        provider
            .GetChildKeys([], parent)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(child => parent is null ? child : $"{parent}:{child}")
            .SelectMany(name => provider.GetChildKeys([], name).Any() ? LeavesOf(provider, name) : [name]);

    private static GivenSetting Given(IConfigurationProvider provider, string name)
    {
        provider.TryGet(name, out var value);
        return provider switch
        {
            JsonConfigurationProvider json => new(name, value, PathOf(json), $" in {PathOf(json)}", IsOurs: true, written => written),
            EnvironmentVariablesConfigurationProvider => new(
                name,
                value,
                $"environment ({VariableOf(name)})",
                "",
                SettingNames.IsMeantForUs(name),
                written => written == name ? VariableOf(name) : SettingNames.AsVariable(written)
            ),
            CommandLineConfigurationProvider => new(name, value, "command line", "", IsOurs: true, written => $"--{written}"),
            // What is left are values that the host sets by itself.
            _ => new(name, value, Default, "", IsOurs: false, written => written),
        };
    }

    /// <summary>Variables such as ASPNETCORE_URL. The server has more settings than an operator of this program needs, so only a name near to one of those is a mistake.</summary>
    private static IEnumerable<GivenSetting> MistypedServerVariables() =>
        from variable in Variables()
        where variable.StartsWith(ServerPrefix, StringComparison.OrdinalIgnoreCase)
        let name = variable[ServerPrefix.Length..]
        where !SettingNames.IsKnown(name) && Nearest.Of(name, SettingNames.OfTheHost) is not null
        select new GivenSetting(
            name,
            "",
            "environment",
            "",
            IsOurs: true,
            written => written == name ? variable : ServerPrefix + written.ToUpperInvariant()
        );

    /// <summary>The variable that has the setting, by whichever of its names it is there.</summary>
    private static string VariableOf(string name)
    {
        var variable = SettingNames.AsVariable(name);
        var there = Variables();
        return new[] { variable, ServerPrefix + variable, $"DOTNET_{variable}" }
                .Select(wanted => there.Find(set => string.Equals(set, wanted, StringComparison.OrdinalIgnoreCase)))
                .FirstOrDefault(set => set is not null)
            ?? variable;
    }

    private static List<string> Variables() => [.. Environment.GetEnvironmentVariables().Keys.OfType<string>()];

    private static string PathOf(JsonConfigurationProvider json)
    {
        var file = json.Source.Path ?? "";
        return json.Source.FileProvider?.GetFileInfo(file).PhysicalPath ?? file;
    }
}
