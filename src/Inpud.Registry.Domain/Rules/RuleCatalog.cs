namespace Inpud.Registry.Domain.Rules;

/// <summary>All membership rules, in the order in which a reader meets them.</summary>
public static class RuleCatalog
{
    /// <summary>A group joins a regional network only from its remit.</summary>
    public static readonly Rule OutsideRemit = new(
        "outside-remit",
        "A group joins a regional network only from a country in the network's remit; the remit of a topical network is every country.",
        "Counts of a region's groups mean something only while the groups are in the region.",
        "Choose a network whose remit takes in the group's country, or have the remit corrected, with a source."
    );

    /// <summary>A network admits only what its policy names.</summary>
    public static readonly Rule KindNotAccepted = new(
        "kind-not-accepted",
        "A network admits only the kinds of member that its policy names; AfricaNPUD alone admits individuals, who are held as a count per country.",
        "No person is recorded as a member: a list of names could hurt the people on it.",
        "Propose a member of a kind that the network's `admits` names."
    );

    /// <summary>Members are community-led.</summary>
    public static readonly Rule NotCommunityLed = new(
        "not-community-led",
        "Only a group that states that it is led by people who use drugs may be a member.",
        "INPUD is a network of people who use drugs, not for them.",
        "Record the group's statement on its leadership, with its source, before the membership."
    );

    /// <summary>One membership of one network at a time.</summary>
    public static readonly Rule OverlappingMembership = new(
        "overlapping-membership",
        "A group has one membership of a network at a time; it may be a member of several networks.",
        "A membership that is recorded twice is counted twice.",
        "End the earlier membership, or choose a period that does not overlap with it."
    );

    /// <summary>A membership lies within the lives of both sides.</summary>
    public static readonly Rule OutsideLifetime = new(
        "outside-lifetime",
        "A membership lies within the life of its group and does not start before its network.",
        "Nobody can join before both sides exist, or remain after the group ended.",
        "Correct the period of the membership, or the dates of the group or the network."
    );

    /// <summary>A closed network has no members.</summary>
    public static readonly Rule NetworkClosed = new(
        "network-closed",
        "A closed network admits nobody, and a network with current members cannot close.",
        "A membership of a network that no longer exists would still be counted.",
        "End the memberships first, or admit the group to another network."
    );

    /// <summary>One representative per seat, one seat per person.</summary>
    public static readonly Rule SeatTaken = new(
        "seat-taken",
        "A network has one representative on the board at a time, and a person holds one seat at a time.",
        "Each network speaks with one voice on the board.",
        "End the term that is in the way before the new one starts."
    );

    /// <summary>One holder per office.</summary>
    public static readonly Rule OfficeTaken = new(
        "office-taken",
        "An office of the board has one holder at a time.",
        "Two people in one office are an error of the record.",
        "End the term that is in the way before the new one starts."
    );

    /// <summary>One holder per single post.</summary>
    public static readonly Rule PostTaken = new(
        "post-taken",
        "A post of the secretariat that is single has one holder at a time.",
        "Two people in one such post are an error of the record.",
        "End the term that is in the way before the new one starts, or say that several people can hold the post."
    );

    /// <summary>One claim at a time.</summary>
    public static readonly Rule DuplicateClaim = new(
        "duplicate-claim",
        "A network claims one number of countries at a time.",
        "Two claims beside one another are read as two figures, and one of them is quoted.",
        "End the earlier claim when the new one was stated, or correct it where it was wrong."
    );

    /// <summary>One record per person.</summary>
    public static readonly Rule DuplicatePerson = new(
        "duplicate-person",
        "A new person does not have the name of a person who is recorded, unless the record says that they are two.",
        "One person under two ids can hold two seats, and nobody sees it.",
        "Use the record that there is, or name it in `distinctFrom`, where the two are different people."
    );

    /// <summary>Nothing is founded tomorrow.</summary>
    public static readonly Rule FoundedInFuture = new(
        "founded-in-future",
        "A network or a group is recorded once it is founded.",
        "A founding that is planned is no fact yet, and a typing error in the year hides the record from every list of today.",
        "Correct the start of the period, or record it when it is founded."
    );

    /// <summary>No milestone and no document of tomorrow.</summary>
    public static readonly Rule NotYetHappened = new(
        "not-yet-happened",
        "A milestone is recorded once it has happened, and a document once it is published; a plan alone may lie in the future.",
        "What is expected is no fact yet, and a typing error in the year hides the record from every list of today.",
        "Correct the date, or record it when it has happened."
    );

    /// <summary>A representative is from the remit.</summary>
    public static readonly Rule RepresentativeOutsideRemit = new(
        "representative-outside-remit",
        "The representative of a regional network is from a country in the network's remit.",
        "A region is represented by somebody from the region.",
        "Correct the representative's country, or propose somebody from the remit."
    );

    /// <summary>Officers are board members.</summary>
    public static readonly Rule OfficerNotOnBoard = new(
        "officer-not-on-board",
        "The Chair, the Vice Chair and the Treasurer are representatives on the board.",
        "The board chooses its officers from its own representatives.",
        "Record the person's seat first, for a time that includes the term of the office."
    );

    /// <summary>Time runs forward.</summary>
    public static readonly Rule PeriodInverted = new(
        "period-inverted",
        "The end of a period is not before its start.",
        "No reading of such a period has a day in it.",
        "Write the earlier date first; where only one of the dates is known, leave the other out."
    );

    /// <summary>Public only by consent.</summary>
    public static readonly Rule ConsentMissing = new(
        "consent-missing",
        "Nothing of a group, and no count of individuals, is public without a consent that is in force, or a cited source that had made it public.",
        "Some groups live where they are criminalised: a leak can hurt somebody.",
        "Record the consent, with its scope and its date, before you change the visibility."
    );

    /// <summary>Two keys publish a group, where the operator asks for it.</summary>
    public static readonly Rule PublishingNeedsTwoKeys = new(
        "publishing-needs-two-keys",
        "Where the service asks for it, a group is shown only by a consent that two different keys approved since the group was last hidden.",
        "One stolen key, or one mistake, must not show a group that is in danger.",
        "Record the consent, have another steward of the keeper or of INPUD approve it, and then change the visibility."
    );

    /// <summary>Ids are for ever.</summary>
    public static readonly Rule IdTaken = new(
        "id-taken",
        "An id belongs to one record for ever, former ids included.",
        "A link to one group must never lead to another group later.",
        "Choose an id that no record has or had."
    );

    /// <summary>Names are unique in a country.</summary>
    public static readonly Rule NameTaken = new(
        "name-taken",
        "A group's name is unique in its country, a network's among the networks. Case, spaces, punctuation and the accents of Latin, Greek, Cyrillic, Arabic and Hebrew letters make no difference; the marks of other scripts do.",
        "Two records of one group are counted twice.",
        "Look for the record that bears the name, or tell the two apart by the place."
    );

    /// <summary>All rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        OutsideRemit,
        KindNotAccepted,
        NotCommunityLed,
        OverlappingMembership,
        OutsideLifetime,
        NetworkClosed,
        SeatTaken,
        OfficeTaken,
        PostTaken,
        DuplicateClaim,
        DuplicatePerson,
        FoundedInFuture,
        NotYetHappened,
        RepresentativeOutsideRemit,
        OfficerNotOnBoard,
        PeriodInverted,
        ConsentMissing,
        PublishingNeedsTwoKeys,
        IdTaken,
        NameTaken,
    ];
}
