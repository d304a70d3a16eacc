using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>Shows the settings that are in force. It opens no database and starts nothing.</summary>
internal static class ConfigCommand
{
    private sealed record ShownSetting(string Name, string Value, string From);

    public static Command Build()
    {
        var json = Answer.Json();
        var config = new Command(
            "config",
            "Show each setting, its value without secrets, and where it comes from; and whether all is right. The exit code is 2 where it is not."
        )
        {
            json,
        };
        config.SetAction(parsed =>
        {
            try
            {
                return Show(parsed, RegistrySettings.Open(Invocation.SettingsOf(parsed)).Configuration, parsed.GetValue(json));
            }
            catch (ConfigurationException e)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return Misuse.ExitCode;
            }
        });
        return config;
    }

    private static int Show(ParseResult parsed, IConfigurationRoot configuration, bool asJson)
    {
        var settings = SettingNames.OfTheRegistry.Concat(SettingNames.OfTheHost).Concat(FurtherNames(configuration));
        var shown = settings.Select(name => Shown(configuration, name)).ToList();
        var mistakes = RegistrySettings.Check(configuration).Mistakes.Select(mistake => Secrets.Hide("", mistake)).ToList();
        var lines = shown
            .Select(setting => $"{setting.Name}\t{setting.Value}\t{setting.From}")
            .Prepend("setting\tvalue\tfrom")
            .Append(mistakes.Count == 0 ? "The settings are right." : string.Join(Environment.NewLine, mistakes));
        Answer.Write(
            parsed,
            asJson,
            new
            {
                right = mistakes.Count == 0,
                settings = shown,
                mistakes,
            },
            string.Join(Environment.NewLine, lines)
        );
        return mistakes.Count == 0 ? 0 : Misuse.ExitCode;
    }

    /// <summary>Settings below Logging, Kestrel and the like, of which there is no list.</summary>
    private static IEnumerable<string> FurtherNames(IConfigurationRoot configuration) =>
        SettingOrigins
            .All(configuration)
            .Select(setting => setting.Name)
            .Where(name => name.Contains(':', StringComparison.Ordinal) && SettingNames.IsKnown(name))
            .Except([.. SettingNames.OfTheRegistry, RegistrySettings.WatchesFiles], StringComparer.OrdinalIgnoreCase)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static ShownSetting Shown(IConfigurationRoot configuration, string name)
    {
        var value = configuration[name] ?? "";
        var usual = SettingNames.DefaultOf(name);
        var origin = SettingOrigins.Of(configuration, name);
        return configuration[name] is null
            ? new ShownSetting(name, usual, SettingOrigins.Default)
            : new ShownSetting(
                name,
                Secrets.Hide(name, value),
                SettingOrigins.IsShipped(origin) && value == usual ? SettingOrigins.Default : origin
            );
    }
}
