using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Interchange.Shipped;

/// <summary>Loads the shipped data into a new database, in one transaction. It does nothing where the registry has any history, so that it never overwrites what stewards wrote.</summary>
internal sealed class Seeder(Database database, PublicLog log)
{
    /// <returns>Whether it loaded the data.</returns>
    public async Task<bool> SeedAsync(CancellationToken ct)
    {
        await using var write = await database.WriteWhenFreeAsync(ct);
        if ((await write.QueryAsync<int>("select 1 from changes limit 1")).Count > 0)
        {
            return false;
        }

        await PackageLoader.LoadAsync(write);
        var broken = await WholeRegistry.BrokenRulesAsync(write, ct);
        if (broken.Count > 0)
        {
            throw new StorageException(
                $"The shipped data breaks {broken.Count} rules; the first: {broken[0].Code}, {broken[0].Record}: {broken[0].Sentence}"
            );
        }

        await write.RecordAsync(
            new Change(write.Now, "registry", "seed", "registry", "inpud", null, null, "The shipped data was loaded into a new database.")
        );
        await log.NoteAllAsync(write, ct);
        await write.CommitAsync(ct);
        return true;
    }
}
