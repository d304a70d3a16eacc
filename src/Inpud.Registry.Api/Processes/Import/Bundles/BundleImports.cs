using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>How a bundle is taken in. It stands here because its history holds the records of all features.</summary>
internal sealed class BundleImports(
    IEnumerable<IRecordKind> recordKinds,
    PublicRecords records,
    PublicLog log,
    IDialect dialect,
    ImportLimits limits
) : IBundleImport
{
    private readonly Dictionary<string, IRecordKind> kinds = recordKinds.ToDictionary(kind => kind.Resource);
    private readonly Dictionary<string, PublicRecordKind> publicKinds = PublicRecordKind.All.ToDictionary(kind => kind.Resource);

    public void Check(Stream file, CancellationToken ct)
    {
        using var bundle = Open(file);
        bundle.CheckTables(ct);
    }

    public async Task RunAsync(WriteSession write, Stream file, Change cause, ImportJournal journal, IWork work, CancellationToken ct)
    {
        using var bundle = Open(file);
        await new BundleImport(dialect, log, ReadAsync).RunAsync(write, bundle, cause, journal, work, ct);
    }

    private Bundle Open(Stream file) => Bundle.Open(file, limits);

    /// <summary>As its stewards see it; a kind that has none, such as countries, as everybody does.</summary>
    private async Task<string?> ReadAsync(IQuerySession session, string resource, string id) =>
        kinds.TryGetValue(resource, out var kind) ? await kind.ReadJsonOrNullAsync(session, id)
        : (await records.ReadAsync(session, publicKinds[resource], RecordRange.One(id))).TryGetValue(id, out var record)
            ? record.ToJsonString(RegistryJson.Options)
        : null;
}
