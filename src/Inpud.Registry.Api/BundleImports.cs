using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Import;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Imports;
using Inpud.Registry.Api.Storage.Interchange;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Seed;

namespace Inpud.Registry.Api;

/// <summary>How a bundle is taken in. It stands here because its history holds the records of all features.</summary>
internal static class BundleImports
{
    public static ImportBundle With(IServiceProvider services)
    {
        var kinds = services.GetRequiredService<IEnumerable<IRecordKind>>().ToDictionary(kind => kind.Resource);
        var publicKinds = PublicRecordKind.All.ToDictionary(kind => kind.Resource);
        var records = services.GetRequiredService<PublicRecords>();
        var limits = services.GetRequiredService<ImportLimits>();
        var import = new BundleImport(services.GetRequiredService<IDialect>(), services.GetRequiredService<PublicLog>(), ReadAsync, limits);
        return async (write, file, cause, journal, work, ct) =>
        {
            using var bundle = Bundle.Open(file, Seeder.ReadShipped("datapackage.json"), limits);
            await import.RunAsync(write, bundle, cause, journal, work, ct);
        };

        // As its stewards see it; a kind that has none, such as countries, as everybody does.
        async Task<string?> ReadAsync(IQuerySession session, string resource, string id) =>
            kinds.TryGetValue(resource, out var kind) ? await kind.ReadJsonOrNullAsync(session, id)
            : (await records.ReadAsync(session, publicKinds[resource], RecordRange.One(id))).TryGetValue(id, out var record)
                ? record.ToJsonString(RegistryJson.Options)
            : null;
    }
}
