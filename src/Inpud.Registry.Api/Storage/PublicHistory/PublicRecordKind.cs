using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>A kind of record that anybody may follow: the table that holds it, and the tables that hold its parts.</summary>
/// <param name="Resource">Its name in addresses and in the feed.</param>
/// <param name="Table">The table of the data package; the rows come from the public view of it.</param>
/// <param name="Parts">The tables whose rows belong to one record each.</param>
internal sealed record PublicRecordKind(string Resource, string Table, params IReadOnlyList<PublicPart> Parts)
{
    /// <summary>Every kind, in an order in which a reader can load them: a record comes after those that it cites.</summary>
    public static IReadOnlyList<PublicRecordKind> All { get; } =
    [
        .. RegistryTables
            .Public.Resources.Where(table => table.Resource is not null)
            .Select(table => new PublicRecordKind(
                table.Resource!,
                table.Name,
                [.. RegistryTables.PartsOf(table.Name).Select(part => new PublicPart(part.PartOf!.Property, part.Name, part.PartOf.Owner))]
            )),
    ];
}

/// <summary>The rows of another table that are part of a record.</summary>
/// <param name="Name">The field of the record that holds them.</param>
/// <param name="Table">The table.</param>
/// <param name="OwnerColumn">The column that names the record; null where the registry has a single such record, which owns all rows.</param>
internal sealed record PublicPart(string Name, string Table, string? OwnerColumn);
