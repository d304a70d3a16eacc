using System.Globalization;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>Very many short rows as one text. The driver asks the database several times for each value of a row, which takes longer than to find the rows.</summary>
internal static class JoinedRows
{
    /// <summary>Stands between values. A state has it between its own parts.</summary>
    private const char Value = '|';

    private const char Row = '\n';

    /// <summary>The aggregate of columns, none of which is null or has a separator in it: they are codes, ids and numbers.</summary>
    public static string Of(params IEnumerable<string> columns) =>
        $"coalesce(string_agg({string.Join($" || '{Value}' || ", columns)}, '{Row}'), '')";

    /// <summary>The values of each row.</summary>
    public static IEnumerable<string[]> Split(string joined) => joined.Length == 0 ? [] : joined.Split(Row).Select(row => row.Split(Value));

    /// <summary>The rows that end with a number, each as the text before it and the number.</summary>
    public static IEnumerable<(string Text, int Number)> SplitLast(string joined) =>
        joined.Length == 0
            ? []
            : joined
                .Split(Row)
                .Select(row => (Row: row, End: row.LastIndexOf(Value)))
                .Select(of => (of.Row[..of.End], int.Parse(of.Row.AsSpan(of.End + 1), CultureInfo.InvariantCulture)));
}
