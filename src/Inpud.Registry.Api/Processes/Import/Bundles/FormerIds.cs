using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>
/// Bundles before version 3 have ids that were made of names. This class puts the ids of today in their place. A record that the registry does not know gets a new id, and the
/// registry remembers which, so that the same bundle imported again changes nothing.
/// </summary>
internal sealed class FormerIds(WriteSession write)
{
    /// <summary>The first version whose ids name nobody.</summary>
    public const int NamesNobodySince = 3;

    /// <summary>The tables whose ids named a group or a person.</summary>
    private static readonly HashSet<string> Tables = ["groups", "people", "memberships", "seat_terms", "office_terms", "post_terms"];

    /// <summary>The row with the ids of today. A group and a person keep the former id as slug, which was their address.</summary>
    public async Task<TableRow> ReplaceAsync(DataTable table, TableRow row)
    {
        var cells = new Dictionary<string, string>(row.Cells);
        if (Tables.Contains(table.Name) && cells["id"] is { Length: > 0 } former)
        {
            cells["id"] = await IdAsync(table.Name, former);
            if (cells["id"] != former && table.Schema.Fields.Any(field => field.Name == "slug"))
            {
                cells["slug"] = former;
            }
        }

        foreach (var key in table.Schema.ForeignKeys.Where(key => Tables.Contains(key.Reference.Table(table))))
        {
            var column = key.Fields[0];
            if (cells.GetValueOrDefault(column) is { Length: > 0 } named)
            {
                cells[column] = await IdAsync(key.Reference.Table(table), named);
            }
        }

        return row with
        {
            Cells = cells,
        };
    }

    private async Task<string> IdAsync(string table, string former)
    {
        var resource = RegistryTables.Of(table).Resource;
        // A row that a bundle counts and does not name had a random id even then.
        if (former.StartsWith(CountedGroups.Prefix, StringComparison.Ordinal))
        {
            return former;
        }

        var known = await write.FindOrNullAsync<string>(
            $"select id from {table} where id = @former union all select id from former_ids where resource = @resource and former_id = @former",
            new { resource, former }
        );
        if (known is not null)
        {
            return known;
        }

        var id = RecordId.New();
        await write.ExecuteAsync(
            "insert into former_ids (resource, former_id, id) values (@resource, @former, @id)",
            new
            {
                resource,
                former,
                id,
            }
        );
        return id;
    }
}
