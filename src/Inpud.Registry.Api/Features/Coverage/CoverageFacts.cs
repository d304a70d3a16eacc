using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>
/// The facts that one request counts: networks, remits, evidence and numbers of groups. Networks and evidence have their rank as of the day (2 is certain,
/// 1 is possible). All coverage answers count these facts, so that they cannot disagree.
/// </summary>
internal sealed class CoverageFacts(
    CoverageFilter filter,
    IReadOnlyDictionary<string, int> networks,
    IReadOnlyList<CoverageFacts.Remit> remits,
    IReadOnlyList<CoverageFacts.Piece> pieces,
    IReadOnlyList<CoverageFacts.Groups> groupsByNetwork,
    IReadOnlyList<CoverageFacts.Groups> groupsByCountry,
    IReadOnlyList<CoverageFacts.Stay> moved
)
{
    internal sealed record Remit(string Network, string Country);

    /// <summary>What one kind of evidence says of a network and a country.</summary>
    /// <param name="Network">The network.</param>
    /// <param name="Country">The country.</param>
    /// <param name="Kind">The kind of evidence.</param>
    /// <param name="Rank">How certain the surest evidence is.</param>
    /// <param name="Sources">The sources of the evidence that is so certain.</param>
    internal sealed record Piece(string Network, string Country, EvidenceKind Kind, int Rank, IReadOnlyList<string> Sources);

    /// <summary>The number of a country's groups that are members of one network, or of any network that counts.</summary>
    internal sealed record Groups(string Network, string Country, int Certain, int Possible);

    /// <summary>
    /// A country in which a member group may be on the day, of a group that moved from one country to another. Around a move whose day is not known, such a group is certainly a member, and
    /// possibly in either country.
    /// </summary>
    /// <param name="Network">The network of which it is a member.</param>
    /// <param name="Group">The group.</param>
    /// <param name="Country">The country.</param>
    /// <param name="IsInRegion">Whether the country is in the region of the request.</param>
    /// <param name="CountryRank">How certain it is that the group is there.</param>
    /// <param name="MemberRank">How certain the membership is by its own dates.</param>
    /// <param name="CountedRank">How certain it is that the membership counts among those of all networks that count.</param>
    internal sealed record Stay(
        string Network,
        string Group,
        string Country,
        bool IsInRegion,
        int CountryRank,
        int MemberRank,
        int CountedRank
    );

    public int RemitOf(string network) => remits.Count(remit => remit.Network == network);

    public int NetworksWithRemitIn(string country) => remits.Count(remit => remit.Country == country);

    public DocumentedFigure DocumentedBy(string network) =>
        Documented(pieces.Where(piece => piece.Network == network), evidence => filter.DocumentedRows(network, evidence));

    /// <summary>The evidence, each piece beside the same as sure as its network.</summary>
    public IEnumerable<(Piece Alone, Piece Counted)> Evidence => pieces.Select(piece => (piece, AsSureAsItsNetwork(piece)));

    /// <summary>The countries that any network documents.</summary>
    public Count Countries => CountOf(pieces.Select(AsSureAsItsNetwork), piece => piece.Country);

    /// <summary>The networks that document any country.</summary>
    public Count Networks => CountOf(pieces.Select(AsSureAsItsNetwork), piece => piece.Network);

    /// <summary>The countries that a network documents.</summary>
    public Count CountriesOf(string network) => CountOf(pieces.Where(piece => piece.Network == network), piece => piece.Country);

    public MemberGroupsFigure GroupsOf(string network) =>
        Count(
            groupsByNetwork.Where(groups => groups.Network == network),
            moved.Where(stay => stay.Network == network),
            stay => stay.MemberRank,
            _ => true,
            filter.GroupRows(network)
        );

    /// <summary>Counts for all networks that count, over the countries that <paramref name="counts"/> selects.</summary>
    public CoverageTotals Totals(Func<string, bool> counts, string? region = null) =>
        new()
        {
            Remit = remits.Select(remit => remit.Country).Where(counts).Distinct().Count(),
            RemitRows = filter.RemitRows(null, region),
            Documented = Documented(
                pieces.Where(piece => counts(piece.Country)).Select(AsSureAsItsNetwork),
                evidence => filter.DocumentedRows(null, evidence, region)
            ),
            MemberGroups = Count(
                groupsByCountry.Where(groups => counts(groups.Country)),
                moved,
                stay => stay.CountedRank,
                counts,
                filter.GroupRows(null, region)
            ),
        };

    /// <summary>How many networks certainly document the country, and how many possibly do.</summary>
    public Count NetworksThatDocument(string country) =>
        CountOf(pieces.Where(piece => piece.Country == country).Select(AsSureAsItsNetwork), piece => piece.Network);

    public MemberGroupsFigure GroupsIn(string country) =>
        Count(
            groupsByCountry.Where(groups => groups.Country == country),
            moved,
            stay => stay.CountedRank,
            counted => counted == country,
            filter.GroupRows(null, country: country)
        );

    /// <summary>Evidence is only possible where its network only possibly has the standing that counts.</summary>
    private Piece AsSureAsItsNetwork(Piece piece) => piece with { Rank = Math.Min(piece.Rank, networks[piece.Network]) };

    private DocumentedFigure Documented(IEnumerable<Piece> asked, Func<string?, string> rows)
    {
        var all = asked.ToList();
        var count = CountOf(all, piece => piece.Country);
        return new DocumentedFigure
        {
            Countries = count.Certain,
            Possible = count.Possible,
            Rows = rows(filter.Evidence),
            ByEvidence =
            [
                .. Enum.GetValues<EvidenceKind>()
                    .Where(kind => filter.Evidence is null || Storage.Values.Kebab.Text(kind) == filter.Evidence)
                    .Select(kind =>
                    {
                        var ofKind = CountOf(all.Where(piece => piece.Kind == kind), piece => piece.Country);
                        return new EvidenceFigure
                        {
                            Evidence = kind,
                            Countries = ofKind.Certain,
                            Possible = ofKind.Possible,
                            Rows = rows(Storage.Values.Kebab.Text(kind)),
                        };
                    }),
            ],
        };
    }

    private static MemberGroupsFigure Count(
        IEnumerable<Groups> asked,
        IEnumerable<Stay> moved,
        Func<Stay, int> rankOf,
        Func<string, bool> counts,
        string rows
    )
    {
        var all = asked.ToList();
        var stays = moved.ToLookup(stay => stay.IsInRegion && counts(stay.Country));
        var elsewhere = stays[false].Select(stay => stay.Group).ToHashSet();
        // A group that may be elsewhere possibly counts. Where all countries in which it may be count, it counts as certainly as it is a member.
        var ranks = stays[true]
            .GroupBy(stay => stay.Group)
            .Select(of => elsewhere.Contains(of.Key) ? Math.Min(1, of.Max(rankOf)) : of.Max(rankOf))
            .ToList();
        var countries = all.Select(groups => (groups.Country, Rank: groups.Certain > 0 ? 2 : 1))
            .Concat(stays[true].Select(stay => (stay.Country, Rank: Math.Min(rankOf(stay), stay.CountryRank))))
            .GroupBy(country => country.Country)
            .Select(same => same.Max(country => country.Rank))
            .ToList();
        return new MemberGroupsFigure
        {
            Groups = all.Sum(groups => groups.Certain) + ranks.Count(rank => rank == 2),
            Countries = countries.Count(rank => rank == 2),
            Possible = all.Sum(groups => groups.Possible) + ranks.Count(rank => rank == 1),
            PossibleCountries = countries.Count(rank => rank == 1),
            Rows = rows,
        };
    }

    private static Count CountOf(IEnumerable<Piece> asked, Func<Piece, string> counted)
    {
        var best = asked.GroupBy(counted).Select(same => same.Max(piece => piece.Rank)).ToList();
        return new Count(best.Count(rank => rank == 2), best.Count(rank => rank == 1));
    }
}
