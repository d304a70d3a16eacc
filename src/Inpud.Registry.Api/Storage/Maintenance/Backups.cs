using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Files;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Copies the whole database. Where somebody stops it, no file is left.</summary>
internal sealed class Backups(IDialect dialect)
{
    /// <summary>Copies the database into a new file while it is in use.</summary>
    public void Make(string file, IWork work, CancellationToken ct)
    {
        if (dialect.Look() is null)
        {
            throw new StorageException($"There is no database {dialect.Describe()} yet.");
        }

        NewFile.Check(file);
        // The file has another name until it is whole, so that nobody takes an interrupted copy for a whole one.
        Unfinished.RemoveDead(Path.GetDirectoryName(file)!);
        using var partial = Unfinished.Partial(file);
        dialect.CopyTo(partial.Path, work, ct);
        File.Move(partial.Path, file);
    }
}
