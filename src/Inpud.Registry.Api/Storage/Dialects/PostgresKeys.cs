using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The keys of a connection string, as Npgsql knows them, and what each may say.</summary>
internal static class PostgresKeys
{
    /// <summary>What "Target Session Attributes" may say. The registry takes the primary for all else.</summary>
    private static readonly string[] Targets = ["any", "primary", "read-write", "prefer-primary", PostgresSettings.PreferStandby];

    private const string Otherwise = "Correct it, or leave it out";

    private static readonly Dictionary<string, PropertyInfo> ByName = typeof(NpgsqlConnectionStringBuilder)
        .GetProperties()
        .Where(property => property.GetCustomAttribute<DisplayNameAttribute>() is not null && property.CanWrite)
        .ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether Npgsql has a key of this name, be it another name for a key.</summary>
    public static bool IsKnown(string key) => new NpgsqlConnectionStringBuilder().ContainsKey(key);

    /// <summary>The key as the documents of Npgsql write it; as it is where they have it under another name.</summary>
    public static string NameOf(string key) => ByName.TryGetValue(key, out var property) ? NameOf(property) : key;

    /// <summary>What to write for a key whose value is wrong.</summary>
    public static string WhatToWrite(string key)
    {
        var property = ByName.GetValueOrDefault(key);
        return property is null ? Otherwise
            : property.Name == nameof(NpgsqlConnectionStringBuilder.TargetSessionAttributes)
                ? $"Write '{PostgresSettings.PreferStandby}' to read public answers from standbys, or leave it out: the registry writes to the primary in any case"
            : property.PropertyType.IsEnum ? $"Write one of {string.Join(", ", Enum.GetNames(property.PropertyType))}"
            : property.PropertyType == typeof(bool) ? "Write true or false"
            : property.PropertyType == typeof(int)
                ? $"Write a number within its bounds, such as {Convert.ToString(property.GetValue(new NpgsqlConnectionStringBuilder()), CultureInfo.InvariantCulture)}"
            : Otherwise;
    }

    /// <summary>A key with a value that Npgsql takes and that means nothing; null where there is none. It takes any number for a word, and targets that no writer can use.</summary>
    public static string? WithoutMeaningOrNull(NpgsqlConnectionStringBuilder settings) =>
        settings
            .Keys.Cast<string>()
            .FirstOrDefault(key => ByName.TryGetValue(key, out var property) && !Means(property, property.GetValue(settings)));

    private static bool Means(PropertyInfo property, object? value) =>
        property.PropertyType.IsEnum
            ? value is null || Enum.IsDefined(property.PropertyType, value)
            : property.Name != nameof(NpgsqlConnectionStringBuilder.TargetSessionAttributes)
                || value is not string target
                || Targets.Contains(target, StringComparer.OrdinalIgnoreCase);

    private static string NameOf(PropertyInfo property) => property.GetCustomAttribute<DisplayNameAttribute>()!.DisplayName;
}
