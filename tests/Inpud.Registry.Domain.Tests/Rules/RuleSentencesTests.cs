using FluentValidation;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Tests.Rules;

/// <summary>The sentence of a broken rule has the names and dates of the case, and says what to do.</summary>
internal sealed class RuleSentencesTests
{
    private static readonly Period Since2015 = Period.Parse("2015/..", null);

    private static IEnumerable<TestCaseData> Sentences()
    {
        var network = Sample.Network();
        var closed = Sample.Network(life: "2011/2020");
        var member = new MembershipProposal(network, Sample.Group(), Since2015, []);
        yield return Case(new MembershipRules(), member with { Group = Sample.Group(country: "KE") }, "asud is in KE", "euronpud");
        yield return Case(
            new MembershipRules(),
            member with
            {
                Network = Sample.Network(admits: [MemberKind.Individual]),
            },
            "policy of euronpud",
            "groups"
        );
        yield return Case(new MembershipRules(), member with { Group = Sample.Group(led: null) }, "asud does not state", "source");
        yield return Case(
            new MembershipRules(),
            member with
            {
                OtherMemberships = [Since2015],
            },
            "asud already is a member of euronpud",
            "2015/.."
        );
        yield return Case(new MembershipRules(), member with { Period = Period.Parse("2009/..", null) }, "2009/..", "2011/..");
        yield return Case(new MembershipRules(), member with { Network = closed }, "euronpud closed", "2011/2020");

        var count = new IndividualsProposal(Sample.Network(admits: [MemberKind.Individual]), "FR", Since2015, []);
        yield return Case(new IndividualsRules(), count with { Country = "KE" }, "KE", "remit of euronpud");
        yield return Case(new IndividualsRules(), count with { Network = network }, "policy of euronpud", "individuals");
        yield return Case(new IndividualsRules(), count with { LacksConsent = true }, "FR", "consentGiven");
        yield return Case(new IndividualsRules(), count with { OtherCounts = [Since2015] }, "FR", "2015/..");
        yield return Case(
            new IndividualsRules(),
            count with
            {
                Network = Sample.Network(life: "2011/2020", admits: [MemberKind.Individual]),
            },
            "euronpud closed",
            "2011/2020"
        );

        yield return Case(
            new SeatRules(),
            new SeatProposal(Sample.Seat(), network, [Since2015], []),
            "seat of euronpud is taken",
            "2020/.."
        );
        yield return Case(new SeatRules(), new SeatProposal(Sample.Seat(country: "KE"), network, [], []), "from KE", "euronpud");
        yield return Case(
            new OfficeRules(),
            new OfficeProposal(Sample.Office(), [Since2015], [Since2015]),
            "'treasurer' is taken",
            "2021/.."
        );
        yield return Case(new OfficeRules(), new OfficeProposal(Sample.Office(), [], []), "'john' does not represent", "2021/..");

        var hidden = Sample.Group(isPublicInASource: false);
        yield return Case(
            new GroupRules(),
            new GroupProposal(hidden, false, false, Sample.Today),
            "asud has given no consent",
            "Record the consent"
        );
        yield return Case(
            new GroupRules(),
            new GroupProposal(Sample.Group(), true, false, Sample.Today),
            "'asud' is taken",
            "Choose another"
        );
        yield return Case(new GroupRules(), new GroupProposal(Sample.Group(), false, true, Sample.Today), "in FR", "'asud'");
    }

    [TestCaseSource(nameof(Sentences))]
    public void Sentence_WhenARuleIsBroken_NamesTheCase(string sentence, string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.That(sentence, Does.Contain(part));
        }
    }

    private static TestCaseData Case<T>(AbstractValidator<T> rules, T proposal, params string[] parts)
    {
        var error = rules.Validate(proposal).Errors.Single();
        return new TestCaseData(error.ErrorMessage, parts).SetArgDisplayNames($"{typeof(T).Name} {error.ErrorCode}");
    }
}
