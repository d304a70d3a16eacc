using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>A row that names a missing or withdrawn record.</summary>
internal sealed record DanglingReference(string Table, string Key, string Sentence);

/// <summary>Finds the rows of all tables that name a missing record, those that name a withdrawn one by the import, and the networks without a remit.</summary>
/// <remarks>
/// A record can be withdrawn after another named it, such as what came after a group. An import is not refused for what was so before, nor for what the bundle's own registry lets be so.
/// </remarks>
internal static class DanglingReferencesSql
{
    private const int MostOfEach = 1000;

    private sealed record Row
    {
        public string Key { get; init; } = "";
        public string Value { get; init; } = "";
    }

    public static async Task<IReadOnlyList<DanglingReference>> FindAsync(WriteSession write, DataPackage package)
    {
        var tables = package.Resources.ToDictionary(table => table.Name);
        var found = new List<DanglingReference>();
        foreach (var table in package.Resources)
        {
            foreach (var key in ReferencesOf(table))
            {
                var named = key.Reference.Table(table);
                var rows = await write.QueryAsync<Row>(
                    Sql(table, key, tables[named]),
                    new
                    {
                        most = MostOfEach,
                        file = table.Path,
                        namedFile = tables[named].Path,
                    }
                );
                found.AddRange(
                    rows.Select(row => new DanglingReference(
                        table.Name,
                        row.Key,
                        $"'{key.Fields[0]}' is '{row.Value}', and {tables[named].Path} has no such row, or the record was withdrawn. Add it, or name another."
                    ))
                );
            }
        }

        // Every network needs a remit, which says from which countries it may admit members.
        var without = await write.QueryAsync<string>(
            "select id from networks where withdrawn is null and id not in (select network_id from remits)"
        );
        found.AddRange(
            without.Select(id => new DanglingReference(
                "networks",
                id,
                "The network has no row in remits.csv. Add the remit, with its countries."
            ))
        );
        return found;
    }

    private static IEnumerable<DataForeignKey> ReferencesOf(DataTable table) =>
        table.Name == "seat_terms"
            // A seat may belong to a withdrawn network. A term of the seat may not.
            ? table.Schema.ForeignKeys.Append(
                new DataForeignKey
                {
                    Fields = ["network_id"],
                    Reference = new DataReference { Resource = "networks", Fields = ["id"] },
                }
            )
            : table.Schema.ForeignKeys;

    private static string Sql(DataTable table, DataForeignKey key, DataTable named)
    {
        var (column, target) = (key.Fields[0], key.Reference.Fields[0]);
        return $"""
            select {TableRowsSql.KeyExpression(table, "t")} as key, t.{column} as value
            from {table.Name} as t
            where t.{column} is not null {IsCurrent(table)}
                and not exists (
                    select 1 from {named.Name} as n
                    where n.{target} = t.{column} {(
                RegistryTables.Of(named.Name).IsWithdrawable ? $"and (n.withdrawn is null or {MayStay(table, key, named)})" : ""
            )}
                )
            limit @most
            """;
    }

    /// <summary>The condition that a row may go on naming the withdrawn record.</summary>
    private static string MayStay(DataTable table, DataForeignKey key, DataTable named)
    {
        var row = $"o.file = @file and o.key = {TableRowsSql.KeyExpression(table, "t")}";
        var record = $"r.file = @namedFile and r.key = {TableRowsSql.KeyExpression(named, "n")}";
        const string Written = "in ('new', 'changed')";
        var isRowWritten = $"exists (select 1 from taken_rows as o where {row} and o.outcome {Written})";
        var isRecordWritten = $"exists (select 1 from taken_rows as r where {record} and r.outcome {Written})";
        return CanNameWithdrawn(table, key) ? $"not {isRowWritten} or {isRecordWritten}" : $"not {isRowWritten} and not {isRecordWritten}";
    }

    /// <summary>Whether stewards can withdraw a record that such rows name.</summary>
    private static bool CanNameWithdrawn(DataTable table, DataForeignKey key) =>
        (table.PartOf is { } part && part.Table == key.Reference.Table(table) && part.Owner != key.Fields[0])
        || (table.Name, key.Fields[0])
            is
                ("claims" or "headquarters" or "individual_counts", "network_id")
                or
                ("sources" or "people", "kept_by")
                or
                ("organisation", "leader_post_id");

    /// <summary>The condition that leaves out withdrawn records and their parts. They may name records that were withdrawn since.</summary>
    private static string IsCurrent(DataTable table)
    {
        if (RegistryTables.Of(table.Name).IsWithdrawable)
        {
            return "and t.withdrawn is null";
        }

        var owner = PublicRecordKind.All.FirstOrDefault(kind => kind.Parts.Any(part => part.Table == table.Name));
        var column = owner?.Parts.First(part => part.Table == table.Name).OwnerColumn;
        return owner is null || column is null || !RegistryTables.Of(owner.Table).IsWithdrawable
            ? ""
            : $"and not exists (select 1 from {owner.Table} as w where w.id = t.{column} and w.withdrawn is not null)";
    }
}
