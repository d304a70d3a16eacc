using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>A table whose rows can be taken back, and the column that says when one was.</summary>
/// <param name="Table">The table.</param>
/// <param name="EndColumn">The column; null in it means that the row still holds.</param>
/// <param name="Resource">The kind of record, as the history names it.</param>
/// <param name="Word">What becomes of a row that is taken back, in a word.</param>
internal sealed record Hideable(string Table, string EndColumn, string Resource, string Word)
{
    public static readonly Hideable Groups = new("groups", "withdrawn", "groups", "withdrawn");

    /// <summary>A membership gives its network the sight of the group, so that its end takes something back, too.</summary>
    public static readonly Hideable Memberships = new("memberships", "withdrawn", "memberships", "withdrawn");

    /// <summary>A consent is a part of a group's record, but not withdrawn with it.</summary>
    public static readonly Hideable Consents = new("consents", "ended", "groups", "consent ended");

    public static readonly Hideable Keys = new("keys", "revoked", "key", "revoked");

    /// <summary>The word for what only stewards see; null for a kind without visibilities. The description has the words from the most visible to the least.</summary>
    public string? LeastVisibility =>
        RegistryTables
            .Full.Resources.SingleOrDefault(table => table.Name == Table)
            ?.Schema.Fields.SingleOrDefault(column => column.Name == "visibility")
            ?.Constraints!.Values![^1];

    /// <summary>Every kind, from the description of the tables. Groups come first, since the consents are theirs.</summary>
    public static IReadOnlyList<Hideable> All { get; } =
    [
        Groups,
        Memberships,
        .. RegistryTables
            .Full.Resources.Where(table => table.IsWithdrawable && table.Name != Groups.Table && table.Name != Memberships.Table)
            .Select(table => new Hideable(table.Name, "withdrawn", table.Resource!, "withdrawn")),
        Consents,
        Keys,
    ];
}
