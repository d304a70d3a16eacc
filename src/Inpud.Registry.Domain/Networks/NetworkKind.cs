namespace Inpud.Registry.Domain.Networks;

/// <summary>What holds the members of a network together.</summary>
public enum NetworkKind
{
    /// <summary>A region of the world: the network admits from the countries of its remit.</summary>
    Regional,

    /// <summary>A topic or a community: the remit is every country.</summary>
    Topical,
}

/// <summary>How a network stands towards INPUD.</summary>
public enum NetworkStanding
{
    /// <summary>One of the networks that make up INPUD.</summary>
    Constituent,

    /// <summary>A network with a seat on INPUD's board that no source names as one of its constituents.</summary>
    BoardRepresented,
}

/// <summary>The kinds of member that a network's policy can name.</summary>
public enum MemberKind
{
    /// <summary>A community-led organisation or group.</summary>
    Group,

    /// <summary>A person. The registry keeps a count per country, never a record of the person.</summary>
    Individual,
}
