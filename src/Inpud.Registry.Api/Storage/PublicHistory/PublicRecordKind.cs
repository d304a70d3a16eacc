using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>A kind of record that anybody may follow: the table that holds it, and the tables that hold its parts.</summary>
/// <param name="Resource">Its name in addresses and in the feed.</param>
/// <param name="Table">The table of the data package; the rows come from the public view of it.</param>
/// <param name="Parts">The tables whose rows belong to one record each.</param>
internal sealed record PublicRecordKind(string Resource, string Table, params IReadOnlyList<PublicPart> Parts)
{
    /// <summary>
    /// Whether the public history keeps the earlier states of such records. Of what is about a group or a person it keeps only the latest: what a steward took out of a public record is
    /// gone from public view. The title of a source can name a group or a person as well.
    /// </summary>
    public bool KeepsFormerStates =>
        !AboutPeople.Contains(Table)
        && !RegistryTables.Of(Table).Schema.ForeignKeys.Any(key => key.Reference.Resource is "groups" or "people");

    private static readonly string[] AboutPeople = ["groups", "people", "sources"];

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
