using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Keeps a few connections open between sessions.</summary>
/// <remarks>
/// The pool of the driver was not enough: it closes the statements of a connection that comes back. Where all are in use, a session waits for a moment, since most reads take less; to open a
/// connection and to compile its statements takes longer. Then it gets another one, so that an export that reads for minutes holds nobody up.
/// </remarks>
/// <param name="connectionString">How to open a connection.</param>
/// <param name="most">The most idle connections.</param>
/// <param name="wait">How long a session waits for a connection where so many are in use.</param>
/// <param name="prepare">Prepares a connection that was just opened.</param>
internal sealed class KeptConnections(string connectionString, int most, TimeSpan wait, Action<SqliteConnection> prepare) : IDisposable
{
    private readonly object one = new();

    /// <summary>The idle connections. The last one that was used goes first, since it has the pages of late.</summary>
    private readonly Stack<KeptConnection> idle = new();

    /// <summary>How many connections are in use.</summary>
    private int inUse;

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
        if (IdleOrNull() is { } kept)
        {
            return kept;
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
            End(opened);
            throw;
        }
    }

    private KeptConnection? IdleOrNull()
    {
        lock (one)
        {
            var until = Environment.TickCount64 + (long)wait.TotalMilliseconds;
            while (idle.Count == 0 && inUse >= most && until - Environment.TickCount64 is var left and > 0)
            {
                Monitor.Wait(one, (int)left);
            }

            inUse++;
            if (!idle.TryPop(out var kept))
            {
                return null;
            }

            kept.IsInUse = true;
            return kept;
        }
    }

    /// <summary>Takes a connection back; false where it has to be closed.</summary>
    public bool TakeBack(KeptConnection connection)
    {
        var canGoOn = connection.CanGoOn;
        lock (one)
        {
            End(connection);
            if (!canGoOn || idle.Count >= most || connection.Generation != generation)
            {
                return false;
            }

            idle.Push(connection);
            return true;
        }
    }

    private void End(KeptConnection connection)
    {
        lock (one)
        {
            if (connection.IsInUse)
            {
                connection.IsInUse = false;
                inUse--;
                Monitor.Pulse(one);
            }
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
