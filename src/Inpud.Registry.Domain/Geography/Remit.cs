namespace Inpud.Registry.Domain.Geography;

/// <summary>Who determined the countries of a network's remit.</summary>
public enum RemitBasis
{
    /// <summary>A source lists or describes the countries.</summary>
    Stated,

    /// <summary>This registry worked the countries out from the network's description.</summary>
    Curated,
}

/// <summary>The countries from which a network's rules let it admit.</summary>
/// <param name="Basis">Who determined the countries.</param>
/// <param name="Countries">Alpha-2 codes.</param>
public sealed record Remit(RemitBasis Basis, IReadOnlySet<string> Countries)
{
    /// <summary>True where the network may admit from the country.</summary>
    public bool TakesIn(string alpha2) => Countries.Contains(alpha2);
}
