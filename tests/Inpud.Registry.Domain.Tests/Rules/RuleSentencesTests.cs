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
    private static readonly Recorded Other = new("m-1", Since2015);

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
                OtherMemberships = [Other],
            },
            "asud already is a member of euronpud",
            "'m-1' (2015/..)"
        );
        yield return Case(new MembershipRules(), member with { Period = Period.Parse("2009/..", null) }, "2009/..", "2011/..");
        yield return Case(new MembershipRules(), member with { Network = closed }, "euronpud closed", "2011/2020");

        var count = new IndividualsProposal(Sample.Network(admits: [MemberKind.Individual]), "FR", Since2015, []);
        yield return Case(new IndividualsRules(), count with { Country = "KE" }, "KE", "remit of euronpud");
        yield return Case(new IndividualsRules(), count with { Network = network }, "policy of euronpud", "individuals");
        yield return Case(new IndividualsRules(), count with { LacksConsent = true }, "FR", "consentGiven");
        yield return Case(new IndividualsRules(), count with { OtherCounts = [Other] }, "FR", "'m-1' (2015/..)");
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
            new SeatProposal(Sample.Seat(), network, [Other], []),
            "seat of euronpud is taken",
            "'m-1' (2015/..)"
        );
        yield return Case(new SeatRules(), new SeatProposal(Sample.Seat(country: "KE"), network, [], []), "from KE", "euronpud");
        yield return Case(
            new OfficeRules(),
            new OfficeProposal(Sample.Office(), [Other], [Since2015]),
            "'treasurer' is taken",
            "'m-1' (2015/..)"
        );
        yield return Case(
            new PostRules(),
            new PostProposal(new PostTerm("p-1", "director", Since2015), new Post("director", IsSingle: true), [Other]),
            "'director' is taken",
            "'m-1' (2015/..)"
        );
        yield return Case(
            new ClaimRules(),
            new ClaimProposal(new Claim("c-1", "euronpud", Since2015), [Other]),
            "euronpud claims another number",
            "'m-1' (2015/..)"
        );
        yield return Case(new NetworkRules(), new NetworkProposal(Sample.Network(life: "2126/.."), Sample.Today), "euronpud", "2126/..");
        yield return Case(
            new GroupRules(),
            new GroupProposal(Sample.Group() with { Life = Period.Parse("2126/..", null) }, false, null, Sample.Today),
            "asud would be founded in the future",
            "2126/.."
        );
        yield return Case(new OfficeRules(), new OfficeProposal(Sample.Office(), [], []), "'john' does not represent", "2021/..");

        var hidden = Sample.Group(isPublicInASource: false);
        yield return Case(
            new GroupRules(),
            new GroupProposal(hidden, false, null, Sample.Today),
            "asud has given no consent",
            "Record the consent"
        );
        yield return Case(
            new GroupRules(),
            new GroupProposal(Sample.Group(), true, null, Sample.Today),
            "'asud' is taken",
            "Choose another"
        );
        yield return Case(
            new GroupRules(),
            new GroupProposal(Sample.Group(), false, "6gc7h-8r4n2", Sample.Today),
            "in FR",
            "'6gc7h-8r4n2'"
        );
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
