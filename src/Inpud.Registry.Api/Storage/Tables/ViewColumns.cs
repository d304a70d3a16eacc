using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>Writes the public columns of a table into the text of a view, so that a view need not repeat the fields that the description lists.</summary>
/// <remarks>
/// <para><c>{columns of groups as g}</c>: the public fields, with the further columns that store them, such as the days of a date.</para>
/// <para><c>{fields of groups as g besides id, name}</c>: the public fields only, without <c>id</c> and <c>name</c>.</para>
/// <para><c>{nulls for groups besides id, name}</c>: a null column for each public column except <c>id</c> and <c>name</c>.</para>
/// <para><c>{cites sources.id}</c>: the condition that a row of a public table cites the source. Groups and memberships come first, since they cite most sources.</para>
/// </remarks>
internal static partial class ViewColumns
{
    private static readonly Dictionary<string, DataTable> Tables = RegistryTables.Public.Resources.ToDictionary(table => table.Name);

    public static string Expand(string view) =>
        Token()
            .Replace(
                view,
                token =>
                {
                    var columns = string.Join(", ", ColumnsOf(token));
                    // Where no column is left, the comma before the placeholder is removed too.
                    return columns.Length == 0 ? "" : token.Groups["comma"].Value + columns;
                }
            )
            .Replace("{cites sources.id}", string.Join("\n    or ", Citations()), StringComparison.Ordinal);

    private static IEnumerable<string> Citations() =>
        Tables
            .Values.Where(table => table.Schema.ForeignKeys.Any(key => key.Reference.Resource == "sources"))
            .OrderBy(table => table.Name is not ("groups" or "memberships"))
            .Select(table => $"exists (select 1 from public_{table.Name} as c where c.source_id = sources.id)");

    private static IEnumerable<string> ColumnsOf(Match token)
    {
        var besides = token.Groups["besides"].Value.Split(',', StringSplitOptions.TrimEntries);
        var alias = token.Groups["alias"] is { Success: true } named ? named.Value + "." : "";
        var kind = token.Groups["kind"].Value;
        var fields = Tables[token.Groups["table"].Value].Schema.Fields;
        var columns = kind == "fields of" ? fields.Select(field => field.Name) : fields.SelectMany(field => field.Columns);
        return columns.Except(besides).Select(column => kind == "nulls for" ? $"{NullOf(fields, column)} as {column}" : alias + column);
    }

    /// <summary>PostgreSQL takes a null without a type for a text, which does not stand in one column with a number.</summary>
    private static string NullOf(IEnumerable<DataField> fields, string column) =>
        fields.FirstOrDefault(field => field.Name == column)?.Type is "boolean" or "integer"
            ? $"cast(null as {fields.First(field => field.Name == column).Type})"
            : "null";

    [GeneratedRegex(
        @"(?<comma>,\s*)?\{(?<kind>columns of|fields of|nulls for) (?<table>\w+)( as (?<alias>\w+))?( besides (?<besides>[\w, ]+))?\}",
        RegexOptions.ExplicitCapture,
        Timeout.Infinite
    )]
    private static partial Regex Token();
}
