using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Keeps a few connections open between sessions.</summary>
/// <remarks>
/// The pool of the driver was not enough: it closes the statements of a connection that comes back. Nobody waits for a connection: where all are in use, a session gets another one, which is
/// closed afterwards. An export that reads for minutes would else hold up every read behind it.
/// </remarks>
/// <param name="connectionString">How to open a connection.</param>
/// <param name="most">The most idle connections.</param>
/// <param name="prepare">Prepares a connection that was just opened.</param>
internal sealed class KeptConnections(string connectionString, int most, Action<SqliteConnection> prepare) : IDisposable
{
    private readonly Lock one = new();

    /// <summary>The idle connections. The last one that was used goes first, since it has the pages of late.</summary>
    private readonly Stack<KeptConnection> idle = new();

    /// <summary>Goes up when the idle connections are closed: those in use close when they come back.</summary>
    private int generation;

    public int Idle
    {
        get
        {
            lock (one)
            {
                return idle.Count;
            }
        }
    }

    public KeptConnection Take()
    {
        lock (one)
        {
            if (idle.TryPop(out var kept))
            {
                return kept;
            }
        }

        var opened = new KeptConnection(connectionString, this, Volatile.Read(ref generation));
        try
        {
            opened.Open();
            prepare(opened);
            return opened;
        }
        catch
        {
            opened.Close();
            throw;
        }
    }

    /// <summary>Takes a connection back; false where it has to be closed.</summary>
    public bool TakeBack(KeptConnection connection)
    {
        if (!connection.CanGoOn)
        {
            return false;
        }

        lock (one)
        {
            if (idle.Count >= most || connection.Generation != generation)
            {
                return false;
            }

            idle.Push(connection);
            return true;
        }
    }

    /// <summary>Closes the idle connections at once, and those in use when they come back. A later session opens another.</summary>
    public void Dispose()
    {
        KeptConnection[] all;
        lock (one)
        {
            all = [.. idle];
            idle.Clear();
            generation++;
        }

        foreach (var connection in all)
        {
            connection.Close();
        }
    }
}
