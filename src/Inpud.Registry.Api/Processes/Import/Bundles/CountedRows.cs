using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>
/// Rows of groups that are counted and not named. A public bundle has them under ids that reveal nothing. The registry that made the bundle knows the groups behind these ids, and
/// shows the same ids. Any other registry makes groups of the rows, and shows them as it got them.
/// </summary>
internal sealed class CountedRows(WriteSession write)
{
    private readonly HashSet<string> made = [];

    /// <summary>The row as this registry shows it, where the registry knows the group behind the id; null for any other row.</summary>
    public async Task<IDictionary<string, object?>?> ShownOrNullAsync(DataTable table, IReadOnlyDictionary<string, string> cells)
    {
        if (GroupOf(table, cells) is not { } group || !group.StartsWith(CountedGroups.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        if (
            made.Contains(group)
            || (
                await write.QueryAsync<int>(
                    "select 1 from groups where anonymous_id = @group union all select 1 from former_ids where resource = 'groups' and former_id = @group",
                    new { group }
                )
            ).Count == 0
        )
        {
            return null;
        }

        var keys = table.Schema.PrimaryKey.ToDictionary(column => column, object? (column) => cells[column]);
        return await TableRowsSql.FindOrNullAsync(write, table, keys, "public_")
            ?? throw new RefusedRowException(
                "counted",
                "The registry knows this group, and does not show this of it, or not any more. Take its rows out; its own record says why."
            );
    }

    /// <summary>Unchanged where the row states what the registry shows. Any difference is refused, since an import cannot change such a row.</summary>
    public static (ImportOutcome Outcome, IReadOnlyList<ImportDifference> Differences) Hold(
        DataTable table,
        IReadOnlyDictionary<string, object?> columns,
        IDictionary<string, object?> shown
    ) =>
        RowDifference.Between(table, shown, columns).Count == 0
            ? (ImportOutcome.Unchanged, [])
            : throw new RefusedRowException(
                "counted",
                "The registry counts this group and does not name it. It changes by its own record alone; take the row out."
            );

    /// <summary>Completes the row of a group that comes without its name. The group keeps the id under which it is counted.</summary>
    public void Complete(DataTable table, Dictionary<string, object?> columns)
    {
        if (table.Name == "groups" && columns["id"] is string id && id.StartsWith(CountedGroups.Prefix, StringComparison.Ordinal))
        {
            made.Add(id);
            columns["anonymous_id"] = id;
            columns["counted_from"] = columns["observed"];
            columns["counted_country"] = columns["country"];
            // The leadership is not public, and yet known: a registry counts the group since a network admitted it, and no network admits a group with another leadership.
            columns["led_by_people_who_use_drugs"] = true;
            columns["leadership_basis"] = "The registry that this one was filled from counts it among the members of a network.";
        }
    }

    /// <summary>Takes the last day over from the consent of such a group, which comes after its row.</summary>
    public async Task TakeUntilAsync(DataTable table, IReadOnlyDictionary<string, object?> columns)
    {
        if (table.Name == "consents" && columns["group_id"] is string group && made.Contains(group))
        {
            await write.ExecuteAsync(
                "update groups set counted_until = @until where id = @group",
                new { group, until = columns.GetValueOrDefault("until") }
            );
        }
    }

    private static string? GroupOf(DataTable table, IReadOnlyDictionary<string, string> cells) =>
        table.Name switch
        {
            "groups" => cells["id"],
            "consents" or "memberships" => cells["group_id"],
            _ => null,
        };
}
