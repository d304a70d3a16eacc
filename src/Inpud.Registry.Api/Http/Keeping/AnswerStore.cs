using System.Collections.Concurrent;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>The answers of one version of the public registry. With the next version it is dropped as a whole.</summary>
/// <remarks>
/// Two generations share the bound. New answers go into the young one; when that is full, it becomes the old one, and the old one is dropped. An answer that is asked for again comes back among
/// the young. So a flood of addresses that nobody asks for twice takes the place of others like it, and not of what is asked often.
/// </remarks>
internal sealed class AnswerStore(object? version, long most)
{
    private readonly Lock adding = new();
    private volatile ConcurrentDictionary<AnswerKey, KeptAnswer> young = new();
    private volatile ConcurrentDictionary<AnswerKey, KeptAnswer> old = new();
    private long sizeOfYoung;
    private long sizeOfOld;

    /// <summary>The version of the public registry; null for the store that is always empty.</summary>
    public object? Version => version;

    /// <summary>What all answers need in memory, in bytes.</summary>
    public long Size => Interlocked.Read(ref sizeOfYoung) + Interlocked.Read(ref sizeOfOld);

    public KeptAnswer? FindOrNull(in AnswerKey key)
    {
        if (young.TryGetValue(key, out var answer))
        {
            return answer;
        }

        if (!old.TryGetValue(key, out answer))
        {
            return null;
        }

        Add(key, answer);
        return answer;
    }

    public void Add(in AnswerKey key, KeptAnswer answer)
    {
        lock (adding)
        {
            var before = young.GetValueOrDefault(key);
            answer = answer.With(before);
            var more = answer.Size + key.Size - (before is null ? 0 : before.Size + key.Size);
            if (sizeOfYoung + more > most / 2)
            {
                (old, young) = (young, new());
                (sizeOfOld, sizeOfYoung, more) = (sizeOfYoung, 0, answer.Size + key.Size);
            }

            young[key] = answer;
            sizeOfYoung += more;
        }
    }
}
