namespace Inpud.Registry.Domain.Registry;

/// <summary>The kinds of record that the rules speak of.</summary>
public enum RuledKind
{
    /// <summary>A network.</summary>
    Network,

    /// <summary>A group.</summary>
    Group,

    /// <summary>A group's membership of a network.</summary>
    Membership,

    /// <summary>How many individuals a network has in a country.</summary>
    IndividualCount,

    /// <summary>A term on a seat of the board.</summary>
    SeatTerm,

    /// <summary>A term in an office of the board.</summary>
    OfficeTerm,

    /// <summary>A term in a post of the secretariat.</summary>
    PostTerm,

    /// <summary>Something that happened to INPUD or its networks.</summary>
    Milestone,

    /// <summary>A text.</summary>
    Document,
}
