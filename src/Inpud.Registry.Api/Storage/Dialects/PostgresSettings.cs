using System.Data.Common;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Reads the connection string of a PostgreSQL server, and says what is wrong with it. No sentence repeats the string, which can have a password.</summary>
internal static class PostgresSettings
{
    private const string Example = "'Host=db.example.org;Database=registry;Username=registry;Password=…'";

    /// <summary>How many statements one connection keeps compiled. The texts of the registry are few, and its views are long.</summary>
    private const int KeptStatements = 200;

    /// <summary>A writer, a reader, the look whether anything has changed, and the ear for what the server tells.</summary>
    private const int FewestConnections = 4;

    /// <summary>What "Target Session Attributes" may say. The registry takes the primary for all else.</summary>
    private static readonly string[] Targets = ["any", "primary", "read-write", "prefer-primary", PreferStandby];

    private const string PreferStandby = "prefer-standby";

    /// <summary>True where the connection string names more than one server.</summary>
    public static bool HasStandbys(NpgsqlConnectionStringBuilder settings) => settings.Host!.Contains(',', StringComparison.Ordinal);

    /// <summary>True where public answers may be read from a standby.</summary>
    public static bool ReadsStandbys(NpgsqlConnectionStringBuilder settings) =>
        string.Equals(settings.TargetSessionAttributes, PreferStandby, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a connection string names a server, and not a file.</summary>
    public static bool IsMeant(string text) => PartsOrNull(text) is { } parts && (parts.ContainsKey("Host") || parts.ContainsKey("Server"));

    /// <summary>What is wrong with the connection string, in a sentence; null where nothing is.</summary>
    public static string? MistakeOrNull(string text)
    {
        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException e)
        {
            // The message of Npgsql can repeat a value, and the name cannot.
            return $"Registry:Database is no connection string of PostgreSQL{(e.ParamName is { } name ? $": '{name}' is unknown, or its value is wrong" : "")}. Write one such as {Example}.";
        }

        if (string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Database))
        {
            return $"Registry:Database names a PostgreSQL server and no database. Write both, such as {Example}.";
        }

        if (read.Multiplexing || !read.Pooling)
        {
            return "Registry:Database has 'Multiplexing' on, or 'Pooling' off. Leave both out: the registry reads in transactions, on connections that it keeps.";
        }

        if (read.IncludeErrorDetail || read.LogParameters)
        {
            return "Registry:Database has 'Include Error Detail' or 'Log Parameters' on, by which names of groups would stand in the log. Leave both out.";
        }

        if (read.TargetSessionAttributes is { } target && !Targets.Contains(target, StringComparer.OrdinalIgnoreCase))
        {
            return $"Registry:Database has 'Target Session Attributes' of '{target}'. Write 'prefer-standby' to read public answers from standbys, or leave it out: the registry writes to the primary in any case.";
        }

        return read.MaxPoolSize < FewestConnections
            ? $"Registry:Database has a 'Maximum Pool Size' of {read.MaxPoolSize}. Write at least {FewestConnections}: one connection writes, one reads, one asks whether anything has changed, and one listens."
            : null;
    }

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
