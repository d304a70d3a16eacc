using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>Asks the public views which records of the public history they show now.</summary>
/// <remarks>
/// The history has what was public at the last write. A consent that runs out hides a group without a write, and a full disk or a long import keeps the history as it is. So whoever reads a
/// record from the history asks this besides. The ids are parameters: asked by a column of the history, SQLite would read each view as a whole.
/// </remarks>
internal static class ShownRecords
{
    /// <summary>Those of the records that are public now.</summary>
    public static async Task<IReadOnlySet<(string Resource, string Id)>> OfAsync(
        IQuerySession session,
        IEnumerable<(string Resource, string Id)> records
    )
    {
        var shown = new HashSet<(string, string)>();
        foreach (var asked in records.Distinct().ToLookup(record => record.Resource, record => record.Id))
        {
            var kind = PublicRecordKind.All.Single(kind => kind.Resource == asked.Key);
            foreach (var id in await IdsAsync(session, kind, asked))
            {
                shown.Add((kind.Resource, id));
            }
        }

        return shown;
    }

    /// <summary>The condition on an entry <c>c</c> of the kind, for a query that reads the whole kind.</summary>
    public static string Condition(PublicRecordKind kind) =>
        $"c.resource_id in (select v.{RegistryTables.Of(kind.Table).Schema.PrimaryKey[0]} from public_{kind.Table} as v)";

    private static Task<IReadOnlyList<string>> IdsAsync(IQuerySession session, PublicRecordKind kind, IEnumerable<string> ids)
    {
        var key = RegistryTables.Of(kind.Table).Schema.PrimaryKey[0];
        return session.QueryAsync<string>($"select {key} from public_{kind.Table} where {key} in @ids", new { ids });
    }
}
