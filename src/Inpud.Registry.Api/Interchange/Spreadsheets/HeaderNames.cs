using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>What the columns of a spreadsheet are called: by their names in the API, and in the languages of the registry. Case, accents, spaces, hyphens and underscores make no difference.</summary>
internal static class HeaderNames
{
    /// <summary>The languages of the registry.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["ar", "en", "es", "fr", "pt", "ru"];

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows = WordTable.Read("column-names.csv");

    private static readonly Dictionary<string, string> Columns = Rows.SelectMany(row =>
            Languages.Select(language => (Name: row[language], Column: row["column"])).Append((Name: row["column"], Column: row["column"]))
        )
        .DistinctBy(named => UniqueName.Of(named.Name), StringComparer.Ordinal)
        .ToDictionary(named => UniqueName.Of(named.Name), named => named.Column, StringComparer.Ordinal);

    /// <summary>All columns that have names.</summary>
    public static IEnumerable<string> All => Rows.Select(row => row["column"]);

    /// <summary>The names of a column, by their languages.</summary>
    public static IReadOnlyDictionary<string, string> Of(string column) => Rows.Single(row => row["column"] == column);

    /// <summary>The column that a name means; null where there is none.</summary>
    public static string? FindOrNull(string name) => Columns.GetValueOrDefault(UniqueName.Of(name));
}
