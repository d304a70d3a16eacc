using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Reads a record of any kind as the history keeps it.</summary>
internal sealed class RecordReader(IEnumerable<IRecordKind> recordKinds, PublicRecords records)
{
    private readonly Dictionary<string, IRecordKind> kinds = recordKinds.ToDictionary(kind => kind.Resource);
    private readonly Dictionary<string, PublicRecordKind> publicKinds = PublicRecordKind.All.ToDictionary(kind => kind.Resource);

    /// <summary>The record as JSON; null where there is none. It is as its stewards see it, or as everybody sees it where its kind has no stewards, such as countries.</summary>
    public async Task<string?> ReadOrNullAsync(IQuerySession session, string resource, string id) =>
        kinds.TryGetValue(resource, out var kind) ? await kind.ReadJsonOrNullAsync(session, id)
        : (await records.ReadAsync(session, publicKinds[resource], RecordRange.One(id))).TryGetValue(id, out var record)
            ? record.ToJsonString(RegistryJson.Options)
        : null;

    /// <summary>The same for several records of a kind, by their ids. One that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadManyAsync(
        IQuerySession session,
        string resource,
        IReadOnlyCollection<string> ids
    )
    {
        if (kinds.TryGetValue(resource, out var kind))
        {
            return await kind.ReadManyJsonAsync(session, ids);
        }

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (await ReadOrNullAsync(session, resource, id) is { } record)
            {
                read[id] = record;
            }
        }

        return read;
    }
}
