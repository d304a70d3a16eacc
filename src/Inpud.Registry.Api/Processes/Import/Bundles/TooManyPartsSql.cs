using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Finds the parts of a record that go beyond the number that the API takes.</summary>
internal static class TooManyPartsSql
{
    private const int MostOfEach = 1000;

    public static async Task<IReadOnlyList<(string Table, string Key, string Sentence)>> FindAsync(WriteSession write, DataPackage package)
    {
        var found = new List<(string, string, string)>();
        foreach (var table in package.Resources.Where(table => table.PartOf is { MaxItems: not null }))
        {
            var part = table.PartOf!;
            var ofOneRecord = part.Owner is null ? "" : $"partition by t.{part.Owner}";
            var keys = await write.QueryAsync<string>(
                $"""
                select key from (
                    select {TableRowsSql.KeyExpression(
                    table,
                    "t"
                )} as key, row_number() over ({ofOneRecord} order by {TableRowsSql.KeyExpression(table, "t")}) as place
                    from {table.Name} as t
                ) as placed
                where place > @most limit @mostOfEach
                """,
                new { most = part.MaxItems, mostOfEach = MostOfEach }
            );
            found.AddRange(
                keys.Select(key => (table.Name, key, $"A record has at most {part.MaxItems} rows in {table.Path}. Take the others out."))
            );
        }

        return found;
    }
}
