namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>The last writes of this process.</summary>
/// <remarks>A write is noted before it commits, so that whoever sees what it wrote finds it here. To note it afterwards was rejected: a reader in between took it for a write that nobody knows, and forgot all kept answers.</remarks>
internal sealed class LastWrites
{
    /// <summary>Each write is looked at when it ends. Of several that end at once, all are there.</summary>
    private const int MostKept = 32;

    private readonly Lock one = new();
    private readonly Queue<NotedWrite> writes = new();

    /// <summary>The oldest first. Some did not commit, or have not yet.</summary>
    public IReadOnlyList<NotedWrite> All
    {
        get
        {
            lock (one)
            {
                return [.. writes];
            }
        }
    }

    public void Note(NotedWrite write)
    {
        lock (one)
        {
            writes.Enqueue(write);
            if (writes.Count > MostKept)
            {
                writes.Dequeue();
            }
        }
    }
}
