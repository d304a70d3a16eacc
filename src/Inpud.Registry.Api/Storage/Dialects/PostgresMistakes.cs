using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Says what is wrong with the connection string of a PostgreSQL server. No sentence repeats the string, which can have a password.</summary>
internal static class PostgresMistakes
{
    /// <summary>A writer, a reader, the look whether anything has changed, and the ear for what the server tells.</summary>
    private const int FewestConnections = 4;

    private static readonly string[] Secrets = ["Password", "PSW", "PWD", "SSL Password"];

    /// <summary>What is wrong with the connection string, in a sentence; null where nothing is.</summary>
    public static string? OfOrNull(string text)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(text);
            return OurOwnOrNull(read) ?? PostgresTrial.MistakeOrNull(read) ?? PostgresFiles.MistakeOrNull(read);
        }
        catch (ArgumentException e)
        {
            // The message of Npgsql can repeat a value, and the name cannot.
            return OfAKey(text, e.ParamName);
        }
    }

    private static string OfAKey(string text, string? key) =>
        key is null
            ? $"Registry:Database is no connection string of PostgreSQL. Write one such as {PostgresSettings.Example}, and a value with a semicolon in quotes."
        : PostgresKeys.IsKnown(key)
            ? $"Registry:Database is no connection string of PostgreSQL: the value of '{PostgresKeys.NameOf(key)}' is wrong. {PostgresKeys.WhatToWrite(key)}."
        : FollowsAPassword(text, key)
            ? "Registry:Database is no connection string of PostgreSQL: Npgsql knows no key as the one behind the password. Correct it, or write a password with a semicolon in quotes."
        : $"Registry:Database is no connection string of PostgreSQL: Npgsql knows no key '{key}'. Its keys are listed at https://www.npgsql.org/doc/connection-string-parameters.html.";

    /// <summary>Whether what looks like a key can be the rest of a password, whose semicolon ended it.</summary>
    private static bool FollowsAPassword(string text, string key)
    {
        var keys = text.Split(';').Select(part => part.Split('=')[0].Trim()).ToList();
        var at = keys.FindIndex(name => string.Equals(name, key, StringComparison.OrdinalIgnoreCase));
        return at < 1 || Secrets.Contains(keys[at - 1], StringComparer.OrdinalIgnoreCase);
    }

    private static string? OurOwnOrNull(NpgsqlConnectionStringBuilder read)
    {
        if (string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Database))
        {
            return $"Registry:Database names a PostgreSQL server and no database. Write both, such as {PostgresSettings.Example}.";
        }

        if (read.Multiplexing || !read.Pooling)
        {
            return "Registry:Database has 'Multiplexing' on, or 'Pooling' off. Leave both out: the registry reads in transactions, on connections that it keeps.";
        }

        if (read.IncludeErrorDetail || read.LogParameters)
        {
            return "Registry:Database has 'Include Error Detail' or 'Log Parameters' on, by which names of groups would stand in the log. Leave both out.";
        }

        if (PostgresKeys.WithoutMeaningOrNull(read) is { } key)
        {
            return $"Registry:Database has '{key}' of '{read[key]}'. {PostgresKeys.WhatToWrite(key)}.";
        }

        return read.MaxPoolSize < FewestConnections
            ? $"Registry:Database has a 'Maximum Pool Size' of {read.MaxPoolSize}. Write at least {FewestConnections}: one connection writes, one reads, one asks whether anything has changed, and one listens."
            : null;
    }
}
