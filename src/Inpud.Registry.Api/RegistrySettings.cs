using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Inpud.Registry.Api;

/// <summary>Reads the settings, and says what is wrong with them.</summary>
internal static class RegistrySettings
{
    /// <summary>The program as the settings set it up, before its parts are added.</summary>
    /// <exception cref="ConfigurationException">A file of settings cannot be read, or the folder of the program is none.</exception>
    public static WebApplicationBuilder Open(string[] args)
    {
        var builder = Create(args);
        // The shipped settings come first, whichever folder the program starts in. The settings of that folder, the environment and the command line override them.
        builder.Configuration.Sources.Insert(
            0,
            new JsonConfigurationSource
            {
                FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
                Path = "appsettings.json",
                Optional = true,
            }
        );
        return builder;
    }

    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static RegistryOptions Read(ConfigurationManager configuration)
    {
        var (options, mistakes) = Check(configuration);
        return mistakes.Count == 0 ? options : throw new ConfigurationException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>The settings in force, and a sentence for each mistake.</summary>
    public static (RegistryOptions Options, IReadOnlyList<string> Mistakes) Check(IConfigurationRoot configuration)
    {
        var mistakes = Unknown(configuration).ToList();
        var options = new RegistryOptions();
        try
        {
            options = configuration.GetSection("Registry").Get<RegistryOptions>() ?? options;
            mistakes.AddRange(options.Mistakes());
            mistakes.AddRange(HostSettings.Mistakes(configuration));
        }
        catch (InvalidOperationException e)
        {
            mistakes.Add($"{e.Message.TrimEnd('.')}. Write a value of the right kind; README.md lists the settings.");
        }

        return (options, mistakes);
    }

    /// <summary>The settings are read once, at the start. To watch their files, the framework would watch every folder below the one in which the program starts.</summary>
    private static readonly string[] KeepsFiles = [$"--{WatchesFiles}=false"];

    /// <summary>The setting of the framework that the program sets itself.</summary>
    public const string WatchesFiles = "hostBuilder:reloadConfigOnChange";

    private static WebApplicationBuilder Create(string[] args)
    {
        try
        {
            return WebApplication.CreateBuilder([.. KeepsFiles, .. args]);
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationException($"{e.Message.TrimEnd('.')}: {e.GetBaseException().Message}", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new ConfigurationException($"contentRoot: there is no folder {e.Message}. Name one that exists.", e);
        }
    }

    private static IEnumerable<string> Unknown(IConfigurationRoot configuration) =>
        SettingOrigins
            .All(configuration)
            .Where(setting => setting.IsOurs && !SettingNames.IsKnown(setting.Name))
            .Where(setting => !(SettingNames.IsPart(setting.Name) && string.IsNullOrEmpty(setting.Value)))
            .Select(setting =>
            {
                var near = SettingNames.NearOrNull(setting.Name);
                var suggestion = near is null ? "" : $" Did you mean '{setting.Spell(near)}'?";
                return $"There is no setting '{setting.Spell(setting.Name)}'{setting.InFile}.{suggestion} 'config' lists the settings.";
            })
            .Distinct(StringComparer.Ordinal);
}
