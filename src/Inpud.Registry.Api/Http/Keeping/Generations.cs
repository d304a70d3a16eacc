using System.Collections.Concurrent;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>What is kept of answers: an answer, or a part of one.</summary>
internal interface IKept<T>
    where T : class
{
    /// <summary>What it needs in memory with its key, in bytes.</summary>
    int Size { get; }

    /// <summary>The id of the only group that it depends on; null where it depends on more.</summary>
    string? About { get; }

    /// <summary>The same, with what is kept under its key already.</summary>
    T With(T? other);
}

/// <summary>Keeps what was sent within a bound of memory.</summary>
/// <remarks>
/// Two generations share the bound. What is new goes into the young one; when that is full, it becomes the old one, and the old one is dropped. What is asked for again comes back among
/// the young. So a flood of addresses that nobody asks for twice takes the place of others like it, and not of what is asked often.
/// </remarks>
/// <param name="most">How much memory it may take, in bytes.</param>
internal sealed class Generations<TKey, TValue>(long most)
    where TKey : struct
    where TValue : class, IKept<TValue>
{
    private sealed class Generation
    {
        public ConcurrentDictionary<TKey, TValue> All { get; } = new();

        public Dictionary<string, List<TKey>> About { get; } = new(StringComparer.Ordinal);

        public long Size;
    }

    private readonly Lock changing = new();
    private volatile Generation young = new();
    private volatile Generation old = new();

    /// <summary>What all of it needs in memory, in bytes.</summary>
    public long Size => Interlocked.Read(ref young.Size) + Interlocked.Read(ref old.Size);

    public TValue? FindOrNull(in TKey key)
    {
        if (young.All.TryGetValue(key, out var value))
        {
            return value;
        }

        var aged = old;
        if (!aged.All.TryGetValue(key, out value))
        {
            return null;
        }

        lock (changing)
        {
            // It may have been dropped since.
            if (ReferenceEquals(aged, old) && aged.All.ContainsKey(key))
            {
                Add(key, value);
            }
        }

        return value;
    }

    public void Add(in TKey key, TValue value)
    {
        lock (changing)
        {
            var before = young.All.GetValueOrDefault(key);
            value = value.With(before);
            var more = value.Size - (before?.Size ?? 0);
            if (young.Size + more > most / 2)
            {
                (old, young, before) = (young, new(), null);
                more = value.Size;
            }

            young.All[key] = value;
            Interlocked.Add(ref young.Size, more);
            if (before is null && value.About is { } group)
            {
                (young.About.TryGetValue(group, out var keys) ? keys : young.About[group] = []).Add(key);
            }
        }
    }

    /// <summary>Drops what is about these groups.</summary>
    public void RemoveAbout(IEnumerable<string> groups)
    {
        lock (changing)
        {
            foreach (var group in groups)
            {
                Remove(young, group);
                Remove(old, group);
            }
        }
    }

    public void Clear()
    {
        lock (changing)
        {
            (young, old) = (new(), new());
        }
    }

    private static void Remove(Generation generation, string group)
    {
        if (!generation.About.Remove(group, out var keys))
        {
            return;
        }

        foreach (var key in keys)
        {
            if (generation.All.TryRemove(key, out var value))
            {
                Interlocked.Add(ref generation.Size, -value.Size);
            }
        }
    }
}
