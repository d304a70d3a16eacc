using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>
/// Rows about people whose name a registry withholds. A public bundle has their terms without them. The registry that made the bundle knows the person of such a term, and any other one keeps
/// the term as it got it.
/// </summary>
internal static class WithheldRows
{
    /// <summary>The present row as the stated one is to be compared with it: where both withhold the person, the row as the public sees it.</summary>
    /// <exception cref="RefusedRowException">The bundle withholds a person whom this registry names.</exception>
    public static async Task<IDictionary<string, object?>> ComparedAsync(
        WriteSession write,
        DataTable table,
        IDictionary<string, object?> present,
        Dictionary<string, object?> stated
    )
    {
        if (
            stated.GetValueOrDefault("person_withheld") is not true
            || stated.GetValueOrDefault("person_id") is not null
            || present["person_id"] is null
            || await TableRowsSql.FindOrNullAsync(write, table, stated, "public_") is not { } shown
        )
        {
            return present;
        }

        return shown["person_withheld"] is null
            ? throw new RefusedRowException(
                "withheld",
                "The bundle withholds who holds this, and the registry names the person. Withhold the person in the person's own record, or take the row out."
            )
            : present.ToDictionary(column => column.Key, column => shown.TryGetValue(column.Key, out var seen) ? seen : column.Value);
    }
}
