using System.Globalization;

namespace Inpud.Registry.Api;

/// <summary>The settings of ASP.NET that an operator may set. The framework ignores some wrong values, and breaks off with an exception at others.</summary>
internal static class HostSettings
{
    private const int LargestPort = 65535;

    /// <summary>A sentence for each mistake.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration)
    {
        foreach (var address in PartsOf(configuration["urls"]).Where(address => !IsAddress(address)))
        {
            yield return $"urls has '{address}', which is no address to listen on. Write one such as '{RegistryApp.DefaultAddress}', or several with semicolons.";
        }

        foreach (var name in new[] { "http_ports", "https_ports" })
        {
            foreach (var port in PartsOf(configuration[name]).Where(port => !IsNumber(port, LargestPort)))
            {
                yield return $"{name} has '{port}', which is no port. Write a number from 0 to {LargestPort}, or several with semicolons.";
            }
        }

        if (configuration["shutdownTimeoutSeconds"] is { Length: > 0 } seconds && !IsNumber(seconds, int.MaxValue))
        {
            yield return $"shutdownTimeoutSeconds is '{seconds}'. Write a number of seconds, such as 10.";
        }

        foreach (var (name, level) in LevelsOf(configuration.GetSection("Logging")))
        {
            yield return $"{name} is '{level}'. Write one of {string.Join(", ", Enum.GetNames<LogLevel>())}.";
        }
    }

    /// <summary>Levels that are none, of all providers or of one.</summary>
    private static IEnumerable<(string Name, string Level)> LevelsOf(IConfigurationSection logging) =>
        from section in logging.GetChildren().Select(provider => provider.GetSection("LogLevel")).Prepend(logging.GetSection("LogLevel"))
        from level in section.GetChildren()
        where !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed)
        select (level.Path, level.Value ?? "");

    private static string[] PartsOf(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool IsNumber(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && address.Port <= LargestPort;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
