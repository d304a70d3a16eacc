using CsCheck;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Coverage;

[Parallelizable(ParallelScope.All)]
internal sealed class CoverageReferenceTests
{
    private static readonly DateOnly Day = new(2020, 6, 1);
    private static readonly Dictionary<string, Certainty> Both = new() { ["a"] = Certainty.Certain, ["b"] = Certainty.Certain };

    private static Evidence Piece(
        string network,
        string country,
        string period,
        EvidenceKind kind = EvidenceKind.MemberGroup,
        string record = "r",
        string? bound = null
    ) => new(network, country, kind, record, Period.Parse(period, null), bound is null ? [] : [Period.Parse(bound, null)]);

    [Test]
    public void Documented_WhenACountryHasMuchEvidence_CountsItOnce()
    {
        Evidence[] evidence =
        [
            Piece("a", "FR", "2010/.."),
            Piece("b", "FR", "2011/.."),
            Piece("b", "FR", "2020/..", EvidenceKind.Headquarters),
        ];

        Assert.That(CoverageReference.Documented(evidence, new CoverageQuestion(Day, Both, null, null)), Is.EqualTo(new Count(1, 0)));
    }

    [Test]
    public void Documented_WhenEvidenceIsOnlyPossible_CountsItApart()
    {
        Evidence[] evidence = [Piece("a", "FR", "2020/.."), Piece("a", "ES", "2010/.."), Piece("a", "NO", "2021/..")];

        Assert.That(CoverageReference.Documented(evidence, new CoverageQuestion(Day, Both, null, null)), Is.EqualTo(new Count(1, 1)));
    }

    [Test]
    public void Documented_WhenTheNetworkOnlyPossiblyCounts_IsOnlyPossible()
    {
        var possibly = new Dictionary<string, Certainty> { ["a"] = Certainty.Possible };

        Assert.That(
            CoverageReference.Documented([Piece("a", "FR", "2010/..")], new CoverageQuestion(Day, possibly, null, null)),
            Is.EqualTo(new Count(0, 1))
        );
    }

    [Test]
    public void Documented_WhenTheGroupHadEnded_CountsNothing() =>
        Assert.That(
            CoverageReference.Documented([Piece("a", "FR", "2010/..", bound: "2010/2015")], new CoverageQuestion(Day, Both, null, null)),
            Is.EqualTo(new Count(0, 0))
        );

    [Test]
    public void MemberGroups_WhenAGroupIsInTwoNetworks_CountsItOnce()
    {
        Evidence[] evidence =
        [
            Piece("a", "FR", "2010/..", record: "g"),
            Piece("b", "FR", "2010/..", record: "g"),
            Piece("b", "FR", "2010/..", record: "h"),
        ];
        var question = new CoverageQuestion(Day, Both, null, null);

        Assert.Multiple(() =>
        {
            Assert.That(CoverageReference.MemberGroups(evidence, question), Is.EqualTo(new Count(2, 0)));
            Assert.That(CoverageReference.MemberGroupCountries(evidence, question), Is.EqualTo(new Count(1, 0)));
        });
    }

    [Test]
    public void Remit_WhenRemitsOverlap_CountsACountryOnce() =>
        Assert.That(
            CoverageReference.Remit(
                [Sample.Network(id: "a", remit: ["FR", "ES"]), Sample.Network(id: "b", remit: ["ES", "NO"])],
                new CoverageQuestion(Day, Both, null, null)
            ),
            Is.EqualTo(3)
        );

    [Test]
    public void Documented_WhenEvidenceIsAdded_NeverFalls() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 4], Gen.Int[2015, 2023])
            .Array[0, 12]
            .Sample(drawn =>
            {
                var evidence = drawn.Select(x => Piece(x.Item1 == 0 ? "a" : "b", $"C{x.Item2}", $"{x.Item3}/..")).ToList();
                var question = new CoverageQuestion(Day, Both, null, null);
                var all = CoverageReference.Documented(evidence, question);
                var fewer = CoverageReference.Documented(evidence.Skip(1), question);
                return all.Certain >= fewer.Certain && all.Certain + all.Possible >= fewer.Certain + fewer.Possible;
            });
}
