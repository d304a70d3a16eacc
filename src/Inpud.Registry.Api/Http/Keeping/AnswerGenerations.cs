using System.Collections.Concurrent;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>Answers within a bound of memory.</summary>
/// <remarks>
/// Two generations share the bound. New answers go into the young one; when that is full, it becomes the old one, and the old one is dropped. An answer that is asked for again comes back among
/// the young. So a flood of addresses that nobody asks for twice takes the place of others like it, and not of what is asked often.
/// </remarks>
/// <param name="most">How much memory the answers may take, in bytes.</param>
internal sealed class AnswerGenerations(long most)
{
    private sealed class Generation
    {
        public ConcurrentDictionary<AnswerKey, KeptAnswer> Answers { get; } = new();

        public Dictionary<string, List<AnswerKey>> About { get; } = new(StringComparer.Ordinal);

        public long Size;
    }

    private readonly Lock changing = new();
    private volatile Generation young = new();
    private volatile Generation old = new();

    /// <summary>What all answers need in memory, in bytes.</summary>
    public long Size => Interlocked.Read(ref young.Size) + Interlocked.Read(ref old.Size);

    public KeptAnswer? FindOrNull(in AnswerKey key)
    {
        if (young.Answers.TryGetValue(key, out var answer))
        {
            return answer;
        }

        var aged = old;
        if (!aged.Answers.TryGetValue(key, out answer))
        {
            return null;
        }

        lock (changing)
        {
            // It may have been dropped since.
            if (ReferenceEquals(aged, old) && aged.Answers.ContainsKey(key))
            {
                Add(key, answer);
            }
        }

        return answer;
    }

    public void Add(in AnswerKey key, KeptAnswer answer)
    {
        lock (changing)
        {
            var before = young.Answers.GetValueOrDefault(key);
            answer = answer.With(before);
            var more = answer.Size + key.Size - (before is null ? 0 : before.Size + key.Size);
            if (young.Size + more > most / 2)
            {
                (old, young, before) = (young, new(), null);
                more = answer.Size + key.Size;
            }

            young.Answers[key] = answer;
            Interlocked.Add(ref young.Size, more);
            if (before is null && answer.About is { } group)
            {
                (young.About.TryGetValue(group, out var keys) ? keys : young.About[group] = []).Add(key);
            }
        }
    }

    /// <summary>Drops the answers about these groups.</summary>
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
            if (generation.Answers.TryRemove(key, out var answer))
            {
                Interlocked.Add(ref generation.Size, -(answer.Size + key.Size));
            }
        }
    }
}
