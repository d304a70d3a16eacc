namespace Inpud.Registry.Domain.Provenance;

/// <summary>One version of what the public may see of the registry. As long as it is the same, every public answer is the same.</summary>
/// <param name="Number">Grows with each version that this process has seen.</param>
/// <param name="Place">Up to where the public history had come.</param>
/// <param name="Stamp">The stamp of the database when this process first saw the version.</param>
/// <param name="LastChange">When the public registry last changed.</param>
/// <param name="IsOfFirstEpoch">Whether the registry was never restored.</param>
/// <param name="OnlyOf">What this version changed of the one before; null where that is not known, and it may be everything.</param>
public sealed record RegistryVersion(
    long Number,
    PublicPlace Place,
    long Stamp,
    DateTimeOffset LastChange,
    bool IsOfFirstEpoch,
    GroupsChanged? OnlyOf = null
)
{
    /// <summary>The place as text, which every answer has.</summary>
    public string Name { get; } = Place.ToString();
}

/// <summary>The writes between two versions, where they touched groups alone.</summary>
/// <param name="Before">The number of the version before.</param>
/// <param name="Groups">The ids of all groups of which a public answer about one group may have changed.</param>
public sealed record GroupsChanged(long Before, IReadOnlySet<string> Groups);
