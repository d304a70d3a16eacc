using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Tests.Board;

internal sealed class BoardRulesTests
{
    private static readonly Period Since2019 = Period.Parse("2019/..", null);
    private static readonly Recorded Other = new("t-1", Since2019);

    private static string[] Broken(SeatProposal proposal) =>
        [.. new SeatRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    private static string[] Broken(OfficeProposal proposal) =>
        [.. new OfficeRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    [Test]
    public void Validate_WhenTheSeatIsFree_FindsNothing() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(), Sample.Network(), [], [])), Is.Empty);

    [Test]
    public void Validate_WhenTheSeatIsHeld_BreaksSeatTaken() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(), Sample.Network(), [Other], [])), Is.EqualTo(["seat-taken"]));

    [Test]
    public void Validate_WhenThePersonHoldsAnotherSeat_BreaksSeatTaken() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(), Sample.Network(), [], [Other])), Is.EqualTo(["seat-taken"]));

    [Test]
    public void Validate_WhenTheRepresentativeIsFromElsewhere_BreaksRepresentativeOutsideRemit() =>
        Assert.That(
            Broken(new SeatProposal(Sample.Seat(country: "KE"), Sample.Network(), [], [])),
            Is.EqualTo(["representative-outside-remit"])
        );

    [Test]
    public void Validate_WhenTheNetworkIsTopical_TheRepresentativeIsFromAnywhere() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(country: "KE"), Sample.Network(kind: NetworkKind.Topical), [], [])), Is.Empty);

    [Test]
    public void Validate_WhenTheOfficerSitsOnTheBoard_FindsNothing() =>
        Assert.That(Broken(new OfficeProposal(Sample.Office(), [], [Since2019])), Is.Empty);

    [Test]
    public void Validate_WhenTheOfficerHasNoSeat_BreaksOfficerNotOnBoard() =>
        Assert.That(Broken(new OfficeProposal(Sample.Office(), [], [])), Is.EqualTo(["officer-not-on-board"]));

    [Test]
    public void Validate_WhenTheOfficeIsVacant_NeedsNoSeat() =>
        Assert.That(Broken(new OfficeProposal(Sample.Office(person: null), [], [])), Is.Empty);

    [Test]
    public void Validate_WhenTheOfficeIsHeld_BreaksOfficeTaken() =>
        Assert.That(Broken(new OfficeProposal(Sample.Office(), [Other], [Since2019])), Is.EqualTo(["office-taken"]));

    [Test]
    public void Validate_WhenASinglePostIsHeld_BreaksPostTaken([Values] bool isSingle) =>
        Assert.That(
            new PostRules()
                .Validate(new PostProposal(new PostTerm("p-1", "director", Since2019), new Post("director", isSingle), [Other]))
                .Errors.Select(error => error.ErrorCode),
            isSingle ? Is.EqualTo(["post-taken"]) : Is.Empty
        );

    /// <summary>On the day of a handover both hold.</summary>
    [TestCase("2019-01-01/2021-06-30", "2021-06-30/..", true)]
    [TestCase("2021-06-30/..", "2019-01-01/2021-06-30", true)]
    [TestCase("2019-01-01/2021-07-01", "2021-06-30/..", false)]
    [TestCase("2021-06-30/2021-06-30", "2021-06-30/2021-06-30", false)]
    [TestCase("2021-06-30/2021-06-30", "2021-06-30/..", false)]
    public void Validate_WhenOneTermEndsOnTheDayOnWhichTheNextBegins_IsAHandover(string first, string second, bool isHandover) =>
        Assert.That(
            Broken(
                new SeatProposal(
                    Sample.Seat() with
                    {
                        Period = Period.Parse(second, null),
                    },
                    Sample.Network(),
                    [new Recorded("t-1", Period.Parse(first, null))],
                    []
                )
            ),
            isHandover ? Is.Empty : Is.EqualTo(["seat-taken"])
        );
}
