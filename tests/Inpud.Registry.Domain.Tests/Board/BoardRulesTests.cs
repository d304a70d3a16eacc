using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Tests.Board;

internal sealed class BoardRulesTests
{
    private static readonly Period Since2019 = Period.Parse("2019/..", null);

    private static string[] Broken(SeatProposal proposal) =>
        [.. new SeatRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    private static string[] Broken(OfficeProposal proposal) =>
        [.. new OfficeRules().Validate(proposal).Errors.Select(error => error.ErrorCode)];

    [Test]
    public void Validate_WhenTheSeatIsFree_FindsNothing() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(), Sample.Network(), [], [])), Is.Empty);

    [Test]
    public void Validate_WhenTheSeatIsHeld_BreaksSeatTaken() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(), Sample.Network(), [Since2019], [])), Is.EqualTo(["seat-taken"]));

    [Test]
    public void Validate_WhenThePersonHoldsAnotherSeat_BreaksSeatTaken() =>
        Assert.That(Broken(new SeatProposal(Sample.Seat(), Sample.Network(), [], [Since2019])), Is.EqualTo(["seat-taken"]));

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
        Assert.That(Broken(new OfficeProposal(Sample.Office(), [Since2019], [Since2019])), Is.EqualTo(["office-taken"]));
}
