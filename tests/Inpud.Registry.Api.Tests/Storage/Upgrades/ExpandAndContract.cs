using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>
/// What a migration may not do, so that a node of the version before still reads while the others are replaced. It may add: tables, columns that may be empty or have a default, indexes, rows.
/// What it takes away waits for the version after, which says so in a line of the migration: <c>-- contract: since 0.2.0 nothing reads it</c>.
/// </summary>
internal static partial class ExpandAndContract
{
    private const string Marked = "-- contract: since ";

    private static readonly (Regex Form, string Why)[] Forbidden =
    [
        (Drop(), "takes away what the version before reads"),
        (Rename(), "gives another name to what the version before reads"),
        (Narrow(), "narrows what the version before writes"),
        (Required(), "adds a column that the version before leaves out of its writes. Let it be empty, or give it a default"),
    ];

    /// <summary>A sentence for each statement that a node of the version before does not survive.</summary>
    public static IEnumerable<string> Mistakes(string sql)
    {
        if (sql.Contains(Marked, StringComparison.Ordinal))
        {
            return [];
        }

        var statements = Comment().Replace(sql, "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return from statement in statements from rule in Forbidden where rule.Form.IsMatch(statement) select $"'{statement}' {rule.Why}.";
    }

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    /// <summary>An index is no part of what is read, and views and triggers are made anew with each version.</summary>
    [GeneratedRegex(@"\bdrop\s+(table|column|function|schema|sequence|type|domain)\b|\btruncate\b", RegexOptions.IgnoreCase)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\brename\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rename();

    [GeneratedRegex(
        @"\balter\s+(column\s+)?\w+\s+(set\s+not\s+null|drop\s+default|(set\s+data\s+)?type)\b|\badd\s+(constraint|check|foreign|unique|primary)\b|\bcreate\s+unique\s+index\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Narrow();

    [GeneratedRegex(
        @"\balter\s+table\b(?=.*\badd\b)(?=.*\bnot\s+null\b)(?!.*\bdefault\b)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Required();
}
