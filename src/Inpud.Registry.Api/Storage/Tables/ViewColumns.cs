using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>
/// Writes the public columns of a table into the text of a view, so that a view names no field that the description names already: <c>{columns of groups as g}</c> are the fields that
/// anybody may read, with what is stored beside them; <c>{fields of groups as g}</c> are the fields alone; <c>{nulls for groups besides id, name}</c> are empty columns under their names.
/// </summary>
internal static partial class ViewColumns
{
    private static readonly Dictionary<string, DataTable> Tables = RegistryTables.Public.Resources.ToDictionary(table => table.Name);

    public static string Expand(string view) => Token().Replace(view, token => string.Join(", ", ColumnsOf(token)));

    private static IEnumerable<string> ColumnsOf(Match token)
    {
        var besides = token.Groups["besides"].Value.Split(',', StringSplitOptions.TrimEntries);
        var alias = token.Groups["alias"] is { Success: true } named ? named.Value + "." : "";
        var kind = token.Groups["kind"].Value;
        var fields = Tables[token.Groups["table"].Value].Schema.Fields;
        var columns = kind == "fields of" ? fields.Select(field => field.Name) : fields.SelectMany(field => field.Columns);
        return columns.Except(besides).Select(column => kind == "nulls for" ? $"null as {column}" : alias + column);
    }

    [GeneratedRegex(
        @"\{(?<kind>columns of|fields of|nulls for) (?<table>\w+)( as (?<alias>\w+))?( besides (?<besides>[\w, ]+))?\}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Token();
}
