using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>
/// The facts that one request counts: networks, remits, evidence and numbers of groups. Networks and evidence have their rank as of the day (2 is certain,
/// 1 is possible). All coverage answers count these facts, so that they cannot disagree.
/// </summary>
/// <param name="filter">What the request counts.</param>
/// <param name="networks">The networks that count, each with how certain that is.</param>
/// <param name="remits">The countries of their remits.</param>
/// <param name="pieces">The evidence.</param>
/// <param name="groups">The counts of member groups.</param>
internal sealed class CoverageFacts(
    CoverageFilter filter,
    IReadOnlyDictionary<string, Certainty> networks,
    IReadOnlyList<CoverageFacts.Remit> remits,
    IReadOnlyList<CoverageFacts.Piece> pieces,
    MemberGroupCounts groups
)
{
    private readonly ILookup<string, Piece> byNetwork = pieces.ToLookup(piece => piece.Network);
    private readonly ILookup<string, Piece> byCountry = pieces.ToLookup(piece => piece.Country);
    private readonly ILookup<string, Remit> remitsByNetwork = remits.ToLookup(remit => remit.Network);
    private readonly ILookup<string, Remit> remitsByCountry = remits.ToLookup(remit => remit.Country);

    internal sealed record Remit(string Network, string Country);

    /// <summary>What one kind of evidence says of a network and a country.</summary>
    /// <param name="Network">The network.</param>
    /// <param name="Country">The country.</param>
    /// <param name="Kind">The kind of evidence.</param>
    /// <param name="Rank">How certain the surest evidence is.</param>
    /// <param name="Sources">The sources of the evidence that is so certain; empty where the request shows none.</param>
    internal sealed record Piece(string Network, string Country, EvidenceKind Kind, int Rank, IReadOnlyList<string> Sources);

    public int RemitOf(string network) => remitsByNetwork[network].Count();

    public int NetworksWithRemitIn(string country) => remitsByCountry[country].Count();

    public DocumentedFigure DocumentedBy(string network) =>
        Documented(byNetwork[network], evidence => filter.DocumentedRows(network, evidence));

    /// <summary>The evidence, each piece beside the same as sure as its network.</summary>
    public IEnumerable<(Piece Alone, Piece Counted)> Evidence => pieces.Select(piece => (piece, AsSureAsItsNetwork(piece)));

    /// <summary>The countries that any network documents.</summary>
    public Count Countries => CountOf(pieces.Select(AsSureAsItsNetwork), piece => piece.Country);

    /// <summary>The networks that document any country.</summary>
    public Count Networks => CountOf(pieces.Select(AsSureAsItsNetwork), piece => piece.Network);

    /// <summary>The countries that a network documents.</summary>
    public Count CountriesOf(string network) => CountOf(byNetwork[network], piece => piece.Country);

    public MemberGroupsFigure GroupsOf(string network) => groups.Of(network, filter.GroupRows(network));

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
            MemberGroups = groups.In(region ?? filter.Region ?? CountKey.Anywhere, counts, filter.GroupRows(null, region)),
        };

    /// <summary>How many networks certainly document the country, and how many possibly do.</summary>
    public Count NetworksThatDocument(string country) => CountOf(byCountry[country].Select(AsSureAsItsNetwork), piece => piece.Network);

    public MemberGroupsFigure GroupsIn(string country) =>
        groups.In(country, counted => counted == country, filter.GroupRows(null, country: country));

    /// <summary>Evidence is only possible where its network only possibly has the standing that counts.</summary>
    private Piece AsSureAsItsNetwork(Piece piece) => piece with { Rank = Math.Min(piece.Rank, (int)networks[piece.Network]) };

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

    private static Count CountOf(IEnumerable<Piece> asked, Func<Piece, string> counted)
    {
        Span<int> ofRank = [0, 0, 0];
        foreach (var (_, rank) in asked.AggregateBy(counted, 0, (surest, piece) => Math.Max(surest, piece.Rank)))
        {
            ofRank[rank]++;
        }

        return new Count(ofRank[2], ofRank[1]);
    }
}
