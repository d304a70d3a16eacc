using System.Data.Common;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Reads the connection string of a PostgreSQL server.</summary>
internal static class PostgresSettings
{
    public const string Example = "'Host=db.example.org;Database=registry;Username=registry;Password=…'";

    /// <summary>What "Target Session Attributes" says where public answers may be read from a standby.</summary>
    public const string PreferStandby = "prefer-standby";

    /// <summary>How many statements one connection keeps compiled. The texts of the registry are few, and its views are long.</summary>
    private const int KeptStatements = 200;

    /// <summary>True where the connection string names more than one server.</summary>
    public static bool HasStandbys(NpgsqlConnectionStringBuilder settings) => settings.Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>True where public answers may be read from a standby.</summary>
    public static bool ReadsStandbys(NpgsqlConnectionStringBuilder settings) =>
        string.Equals(settings.TargetSessionAttributes, PreferStandby, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a connection string names a server, and not a file.</summary>
    public static bool IsMeant(string text) => PartsOrNull(text) is { } parts && (parts.ContainsKey("Host") || parts.ContainsKey("Server"));

    /// <summary>The settings in force: those of the connection string, and ours where it says nothing.</summary>
    public static NpgsqlConnectionStringBuilder Of(string text, TimeSpan wait)
    {
        var said = new NpgsqlConnectionStringBuilder(text).Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var settings = new NpgsqlConnectionStringBuilder(text);
        Otherwise("Application Name", "inpud-registry");
        Otherwise("Timeout", (int)Math.Ceiling(wait.TotalSeconds));
        Otherwise("Max Auto Prepare", KeptStatements);
        Otherwise("Auto Prepare Min Usages", 2);
        Otherwise("Keepalive", 30);
        // Npgsql asks the Kerberos library of the system with each connection, whether anybody uses it or not.
        Otherwise("GSS Encryption Mode", GssEncryptionMode.Disable);
        return settings;

        void Otherwise(string name, object value)
        {
            if (!said.Contains(name))
            {
                settings[name] = value;
            }
        }
    }

    private static DbConnectionStringBuilder? PartsOrNull(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
