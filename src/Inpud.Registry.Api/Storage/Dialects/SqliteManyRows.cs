using Inpud.Registry.Api.Storage.Files;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>
/// A file beside the database (<c>-importing</c>) that is locked while a write has very many rows, so that the writers of other processes wait for its end. The lock is what tells: the operating
/// system frees that of a dead process.
/// </summary>
internal static class SqliteManyRows
{
    private const string Suffix = "-importing";
    private const int MostTries = 100;

    /// <summary>Holds the file until it is disposed; null where that cannot be. Then the others wait as long as for any other write.</summary>
    public static IDisposable? HoldOrNull(string database)
    {
        var look = new SpinWait();
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                return PrivateFile.OpenLocked(database + Suffix);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process looks at this moment, or the folder cannot be written to.
                look.SpinOnce();
            }
        }

        return null;
    }

    public static bool IsHeld(string database)
    {
        if (!File.Exists(database + Suffix))
        {
            return false;
        }

        try
        {
            using var free = new FileStream(database + Suffix, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
