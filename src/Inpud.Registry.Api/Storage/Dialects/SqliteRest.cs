namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What is left of a database whose file is gone.</summary>
internal static class SqliteRest
{
    private static readonly string[] Logs = ["-wal", "-journal"];

    /// <summary>A log without its database can hold the last copy of confirmed writes. Nothing removes it unasked, and beside another database SQLite would take it for a part of that.</summary>
    public static void RefuseWhereLeft(string file)
    {
        // Another start may have made the database since this one missed it: then the log is its own.
        if (Array.Find(Logs, part => new FileInfo(file + part) is { Exists: true, Length: > 0 }) is { } left && !File.Exists(file))
        {
            throw new StorageException(
                $"The database {file} is gone, but {file}{left} is there, which belongs to it and may hold changes. Put the database back, or move that file away."
            );
        }
    }
}
