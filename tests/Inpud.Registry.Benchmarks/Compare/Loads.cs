namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>The limit with which a load is compared, and whether the registry has the answers already.</summary>
internal enum LoadKind
{
    /// <summary>The same addresses again and again, beside limit A.</summary>
    Repeated,

    /// <summary>The same addresses again and again, each with the tag of its answer, beside limit A.</summary>
    Unchanged,

    /// <summary>Each address once, beside limit B.</summary>
    First,
}

/// <summary>What is asked of the servers.</summary>
internal sealed record Load(string Name, LoadKind Kind, IReadOnlyList<string> Targets);

/// <summary>The loads of a run.</summary>
internal static class Loads
{
    /// <summary>The load that writes are mixed into.</summary>
    public const string Groups = "a group";

    public static IReadOnlyList<Load> Of(Targets targets) =>
        [
            new(Groups, LoadKind.Repeated, targets.Groups),
            new("a list of a country", LoadKind.Repeated, targets.Lists),
            new("coverage", LoadKind.Repeated, Targets.Coverage),
            new("a search", LoadKind.Repeated, targets.Searches),
            new("a group on a past day", LoadKind.Repeated, targets.PastGroups),
            new("a group, unchanged (304)", LoadKind.Unchanged, targets.Groups),
            new("a group, first answer", LoadKind.First, targets.ManyGroups),
            new("a list of 50, first answer", LoadKind.First, targets.ManyLists),
            new("a list of 50 on a past day, first answer", LoadKind.First, targets.ManyPastLists),
            new("a search, first answer", LoadKind.First, targets.ManySearches),
        ];

    /// <summary>The loads that are compared with their own rate at the smallest size. They ask a registry that keeps no answers.</summary>
    /// <param name="targets">The addresses of the registry.</param>
    /// <param name="pages">The addresses of pages far down a list.</param>
    public static IReadOnlyList<Load> OfGrowth(Targets targets, IReadOnlyList<string> pages) =>
        [
            new("all groups", LoadKind.First, Targets.Today("/v1/groups")),
            new("network=any", LoadKind.First, Targets.Today("/v1/groups?network=any")),
            new("network=inwud", LoadKind.First, Targets.Today("/v1/groups?network=inwud")),
            new("groups of a network", LoadKind.First, Targets.Today("/v1/networks/euronpud/groups")),
            new("the largest country", LoadKind.First, Targets.Today(targets.LargestCountry)),
            new("region=150", LoadKind.First, Targets.Today("/v1/groups?region=150")),
            new("type=union", LoadKind.First, Targets.Today("/v1/groups?type=union")),
            new("scope=national", LoadKind.First, Targets.Today("/v1/groups?scope=national")),
            new("sort=-country", LoadKind.First, Targets.Today("/v1/groups?sort=-country")),
            new("page 1,000", LoadKind.First, pages),
            new("a frequent search", LoadKind.First, Targets.FrequentSearches),
            new("countries documented", LoadKind.First, Targets.Today("/v1/countries?documentedBy=euronpud")),
            new("all groups on a past day", LoadKind.First, Targets.Many("/v1/groups")),
            new("the largest country on a past day", LoadKind.First, Targets.Many(targets.LargestCountry)),
            new("coverage of past days", LoadKind.First, Targets.ManyCoverages),
        ];
}
