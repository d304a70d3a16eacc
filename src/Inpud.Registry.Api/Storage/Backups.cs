using System.Globalization;
using Inpud.Registry.Api.Storage.Dialects;

namespace Inpud.Registry.Api.Storage;

/// <summary>Copies of the whole database, and the way back from one.</summary>
internal sealed class Backups(IDialect dialect, Migrator migrator, TimeProvider clock)
{
    /// <summary>Copies the database into a new file while it is in use.</summary>
    public void Make(string file)
    {
        if (dialect.Look() is null)
        {
            throw new StorageException($"There is no database {dialect.Describe()} yet.");
        }

        if (File.Exists(file))
        {
            throw new StorageException($"The file {file} exists. Name another, or move it away.");
        }

        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            throw new StorageException($"There is no folder {folder}. Make it first.");
        }

        // Under another name until it is whole: a copy that broke off is not taken for one.
        var partial = file + ".partial";
        try
        {
            dialect.CopyTo(partial);
            File.Move(partial, file);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Puts a copy in the place of the database, and gives the file that keeps what was there; null where nothing was.</summary>
    public string? Restore(string file, bool overNewer)
    {
        if (!File.Exists(file))
        {
            throw new StorageException($"There is no file {file}.");
        }

        var copy = dialect.Look(file);
        if (copy.SchemaVersion > migrator.Latest)
        {
            throw new StorageException(
                $"The copy {file} was made by a newer version of this program (schema {copy.SchemaVersion}; this one knows {migrator.Latest}). Install that version."
            );
        }

        if (dialect.Look() is not { } present)
        {
            dialect.CopyFrom(file);
            return null;
        }

        if (!overNewer && string.CompareOrdinal(present.LatestChange, copy.LatestChange) > 0)
        {
            throw new StorageException(
                $"The registry has changes up to {present.LatestChange}, the copy up to {copy.LatestChange}: they would be lost. Say --over-newer if that is meant."
            );
        }

        var kept =
            $"{Path.GetFullPath(dialect.Describe())}.before-{clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        Make(kept);
        dialect.CopyFrom(file);
        return kept;
    }
}
