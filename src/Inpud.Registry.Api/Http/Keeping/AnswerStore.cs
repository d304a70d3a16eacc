using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>The answers of the present version of the public registry.</summary>
/// <remarks>With the next version, all answers are dropped. Where only some groups changed, the answers about one of the others stay, and so do the items of lists that show one of them, unless it is counted alone.</remarks>
/// <param name="most">How much memory the answers may take, in bytes.</param>
internal sealed class AnswerStore(long most)
{
    private readonly Lock one = new();
    private readonly Generations<AnswerKey, KeptAnswer> anything = new(most / 3);
    private readonly Generations<AnswerKey, KeptAnswer> groups = new(most / 6);
    private readonly Generations<ItemKey, KeptItem> items = new(most / 2);
    private volatile RegistryVersion? version;

    /// <summary>The version whose answers these are; null where nobody can tell it, and there are none.</summary>
    public RegistryVersion? Version => version;

    /// <summary>What all answers need in memory, in bytes.</summary>
    public long Size => anything.Size + groups.Size + items.Size;

    /// <summary>Drops what another version changed. A request that began before that version was seen changes nothing.</summary>
    public void Renew(RegistryVersion? now)
    {
        if (ReferenceEquals(version, now))
        {
            return;
        }

        lock (one)
        {
            if (now is not null && now.Number <= version?.Number)
            {
                return;
            }

            anything.Clear();
            if (now?.OnlyOf is { } changed && changed.Before == version?.Number)
            {
                groups.RemoveAbout(changed.Groups);
                items.RemoveAbout([.. changed.Groups, KeptItem.CountedGroups]);
            }
            else
            {
                groups.Clear();
                items.Clear();
            }

            // Whoever sees the version finds no answer that it changed.
            version = now;
        }
    }

    public KeptAnswer? FindOrNull(in AnswerKey key) => anything.FindOrNull(key) ?? groups.FindOrNull(key);

    /// <summary>An item as of a day; null where it is not kept.</summary>
    public WrittenItem? ItemOrNull(in ItemKey key, DateOnly day) => items.FindOrNull(key)?.OfOrNull(day);

    /// <summary>Adds an item that was made of a version, unless there is another one by now.</summary>
    public void Add(in ItemKey key, WrittenItem item, RegistryVersion of)
    {
        lock (one)
        {
            if (ReferenceEquals(version, of))
            {
                items.Add(key, new KeptItem(item));
            }
        }
    }

    /// <summary>Adds an answer that was made of a version, unless there is another one by now.</summary>
    public void Add(in AnswerKey key, KeptAnswer answer, RegistryVersion of)
    {
        lock (one)
        {
            if (ReferenceEquals(version, of))
            {
                (answer.About is null ? anything : groups).Add(key, answer);
            }
        }
    }
}
