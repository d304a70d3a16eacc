namespace Inpud.Registry.Domain.Stewards;

/// <summary>The records that a steward may write, and may see besides the public ones: the whole registry, or those of some networks.</summary>
public sealed record StewardScopes
{
    /// <summary>The scope that covers everything.</summary>
    public const string Registry = "registry";

    /// <summary>The scopes from their names: <c>registry</c>, or ids of networks.</summary>
    public StewardScopes(IEnumerable<string> names)
    {
        Names = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary><c>registry</c>, or ids of networks.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>True for the stewards of INPUD itself.</summary>
    public bool CoverEverything => Names.Contains(Registry, StringComparer.Ordinal);

    /// <summary>True where a steward with these scopes keeps the network's records.</summary>
    public bool Cover(string networkId) => CoverEverything || Names.Contains(networkId, StringComparer.Ordinal);
}
