using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>What the present database shows and hides, held against a copy that is to take its place.</summary>
internal sealed class Shown
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, ShownRow>> tables = [];
    private readonly Dictionary<string, ILookup<(string?, string?), ShownRow>> names = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, LetterRow>> letters = [];

    private Shown(long lastCommonEntry) => LastCommonEntry = lastCommonEntry;

    /// <summary>The last entry that its history and the copy's have in common; 0 where they are of two registries.</summary>
    public long LastCommonEntry { get; }

    /// <summary>The groups and people that were erased.</summary>
    public required IReadOnlyList<ErasureMark> Erased { get; init; }

    /// <summary>Where the addresses of duplicates lead.</summary>
    public required IReadOnlyList<MergedRow> Merged { get; init; }

    /// <summary>The records that the present history names after that entry.</summary>
    public required IReadOnlySet<(string Resource, string Id)> Touched { get; init; }

    public static async Task<Shown> ReadAsync(ReadSession present, IQuerySession copy)
    {
        var common = await ShownSql.LastCommonEntryAsync(present, copy);
        var shown = new Shown(common)
        {
            Touched = await ShownSql.TouchedAfterAsync(present, common),
            Erased = await ErasuresSql.ListAsync(present),
            Merged = await MergedSql.ListAsync(present),
        };
        foreach (var kind in Hideable.All)
        {
            if (await ShownSql.RowsOrNullAsync(present, kind) is { } rows)
            {
                shown.tables[kind.Table] = rows.ToDictionary(row => row.Id);
                shown.names[kind.Table] = rows.Where(row => row.Name is not null).ToLookup(row => row.Bearer);
            }
        }

        foreach (var kind in Letters.All)
        {
            if (await LettersSql.RowsOrNullAsync(present, kind) is { } rows)
            {
                shown.letters[kind.Table] = rows.ToDictionary(row => row.Id);
            }
        }

        return shown;
    }

    /// <summary>True where the present database has the table. One of an earlier version may not.</summary>
    public bool Has(Hideable kind) => tables.ContainsKey(kind.Table);

    /// <summary>
    /// The present row of the same record; null where there is none. A row with another id but the same name counts as the same, and the one that shows least of several: ids may have
    /// changed, and who hid the name did not mean the id.
    /// </summary>
    public ShownRow? FindOrNull(Hideable kind, ShownRow row) =>
        tables[kind.Table].GetValueOrDefault(row.Id) ?? names[kind.Table][row.Bearer].MinBy(same => same.Rank);

    /// <summary>The present letters by their ids; null where the present database does not have the table.</summary>
    public IReadOnlyDictionary<string, LetterRow>? LettersOrNull(Letters kind) => letters.GetValueOrDefault(kind.Table);

    /// <summary>True where the copy's stewards decided on the record after the two registries parted, and the present one's did not.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="resource">The kind of the record, as the history names it.</param>
    /// <param name="id">The record.</param>
    /// <param name="isKnown">Whether the present database has it.</param>
    public async Task<bool> IsDecidedLaterAsync(IQuerySession copy, string resource, string id, bool isKnown) =>
        LastCommonEntry > 0
        && !Touched.Contains((resource, id))
        && await ShownSql.IsMadeAfterOrNullAsync(copy, resource, id, LastCommonEntry) is { } isMade
        && (isKnown || isMade);
}
