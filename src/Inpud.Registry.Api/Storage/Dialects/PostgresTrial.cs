using System.Globalization;
using System.Text;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Tries out what Npgsql makes of the settings before it connects, so that what it refuses is told as a wrong setting.</summary>
/// <remarks>
/// A list of our own of all that Npgsql refuses was rejected: it would be another one with each version. The keys that are wrong are found by trying again without each. What Npgsql looks at only once a
/// server has answered is listed here.
/// </remarks>
internal static class PostgresTrial
{
    private const int LargestPort = 65535;
    private const int SmallestBuffer = 4096;

    /// <summary>As many seconds as a timer takes, which counts milliseconds.</summary>
    private const int LongestKeepAlive = int.MaxValue / 1000;

    /// <summary>What is wrong, in a sentence; null where nothing is.</summary>
    public static string? MistakeOrNull(NpgsqlConnectionStringBuilder settings) =>
        OfHostsOrNull(settings) ?? RefusedOrNull(settings) ?? LateOrNull(settings);

    private static string? OfHostsOrNull(NpgsqlConnectionStringBuilder settings)
    {
        foreach (var host in settings.Host!.Split(',', StringSplitOptions.TrimEntries))
        {
            if (host.Length == 0)
            {
                return "Registry:Database has an empty name in 'Host'. Write the servers with one comma between them, such as 'Host=one.example.org,two.example.org'.";
            }

            if (
                PortOrNull(host) is { } port
                && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsPort(number))
            )
            {
                return $"Registry:Database has '{host}' in 'Host', whose port is none. Write a number from 1 to {LargestPort}, or leave it out.";
            }
        }

        return
            !PostgresSettings.HasStandbys(settings)
            && settings.TargetSessionAttributes is { } target
            && !string.Equals(target, "any", StringComparison.OrdinalIgnoreCase)
            ? "Registry:Database has 'Target Session Attributes', which needs several servers. Write them in 'Host' with commas between them, or leave 'Target Session Attributes' out."
            : null;
    }

    /// <summary>The port behind the name of a server; null where none is said. The parts of an address of IPv6 are no ports.</summary>
    private static string? PortOrNull(string host)
    {
        var colon = host.LastIndexOf(':');
        var isSaid = colon >= 0 && (host.IndexOf(':', StringComparison.Ordinal) == colon || host[colon - 1] == ']');
        return isSaid ? host[(colon + 1)..] : null;
    }

    private static bool IsPort(int number) => number is >= 1 and <= LargestPort;

    private static string? RefusedOrNull(NpgsqlConnectionStringBuilder settings)
    {
        if (RefusalOrNull(settings) is not { } refusal)
        {
            return null;
        }

        var wrong = settings
            .Keys.Cast<string>()
            .Where(key => key is not ("Host" or "Database"))
            .Where(key =>
            {
                var without = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
                return without.Remove(key) && RefusalOrNull(without) is null;
            })
            .Select(key => $"'{key}'")
            .ToList();
        // The sentences of these two are about keys. Those of others can be about a part of a value.
        var why = refusal is ArgumentException { ParamName: null } or NotSupportedException
            ? $": {refusal.Message.ReplaceLineEndings(" ").TrimEnd('.')}"
            : "";
        return wrong.Count == 0
            ? $"Registry:Database is refused by Npgsql{why}. Write a connection string such as {PostgresSettings.Example}."
            : $"Registry:Database has {string.Join(" and ", wrong)}, which Npgsql refuses{why}. Correct {(wrong.Count == 1 ? "it" : "one of them")}, or leave it out.";
    }

    private static Exception? RefusalOrNull(NpgsqlConnectionStringBuilder settings)
    {
        try
        {
            new PostgresHosts(settings).Dispose();
            return null;
        }
        catch (Exception e)
        {
            // Npgsql throws whatever its checks come upon, such as an overflow.
            return e;
        }
    }

    private static string? LateOrNull(NpgsqlConnectionStringBuilder settings) =>
        !IsPort(settings.Port) ? OutOfBounds("Port", settings.Port, $"from 1 to {LargestPort}")
        : settings.ReadBufferSize < SmallestBuffer ? OutOfBounds("Read Buffer Size", settings.ReadBufferSize, $"from {SmallestBuffer}")
        : settings.WriteBufferSize < SmallestBuffer ? OutOfBounds("Write Buffer Size", settings.WriteBufferSize, $"from {SmallestBuffer}")
        : settings.KeepAlive > LongestKeepAlive ? OutOfBounds("Keepalive", settings.KeepAlive, $"from 0 to {LongestKeepAlive}")
        : settings.TcpKeepAliveInterval > 0 && settings.TcpKeepAliveTime == 0
            ? "Registry:Database has 'TCP Keepalive Interval' without 'TCP Keepalive Time'. Write both, or neither."
        : !IsEncoding(settings.Encoding)
            ? $"Registry:Database has an 'Encoding' of '{settings.Encoding}', which is none. Leave it out: the registry needs UTF8."
        : null;

    private static string OutOfBounds(string key, int value, string bounds) =>
        string.Create(CultureInfo.InvariantCulture, $"Registry:Database has '{key}' of {value}. Write a number {bounds}, or leave it out.");

    /// <summary>Npgsql takes its own default for a name, and .NET knows it under another one.</summary>
    private static bool IsEncoding(string name)
    {
        try
        {
            return name == "UTF8" || Encoding.GetEncoding(name) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
