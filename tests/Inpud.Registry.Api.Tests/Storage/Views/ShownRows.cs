using System.Data.Common;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>All rows that the public views show.</summary>
internal sealed class ShownRows
{
    private readonly Dictionary<string, string> texts = [];

    public static ShownRows Of(DbConnection connection, DbTransaction transaction)
    {
        var shown = new ShownRows();
        foreach (var view in ViewReads.NamesOf(connection, transaction))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"select * from {view}";
            using var reader = command.ExecuteReader();
            var values = new List<string>();
            while (reader.Read())
            {
                values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!));
            }

            shown.texts[view] = string.Join('\n', values);
        }

        return shown;
    }

    public bool Contains(string view, string text) => texts[view].Contains(text, StringComparison.Ordinal);

    public IEnumerable<string> ViewsWith(string text) => texts.Keys.Where(view => Contains(view, text));
}
