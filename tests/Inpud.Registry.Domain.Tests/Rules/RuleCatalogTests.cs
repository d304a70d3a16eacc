using System.Reflection;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Tests.Rules;

internal sealed class RuleCatalogTests
{
    /// <summary>The codes are part of the contract: a removed or renamed code breaks clients.</summary>
    private static readonly string[] Promised =
    [
        "outside-remit",
        "kind-not-accepted",
        "not-community-led",
        "overlapping-membership",
        "outside-lifetime",
        "network-closed",
        "seat-taken",
        "office-taken",
        "post-taken",
        "duplicate-claim",
        "duplicate-person",
        "founded-in-future",
        "not-yet-happened",
        "representative-outside-remit",
        "officer-not-on-board",
        "period-inverted",
        "consent-missing",
        "publishing-needs-two-keys",
        "id-taken",
        "name-taken",
    ];

    [Test]
    public void All_WhenAsked_HasTheCodesThatWerePromised() =>
        Assert.That(RuleCatalog.All.Select(rule => rule.Code), Is.EquivalentTo(Promised));

    /// <summary>A rule that is left out would have no page, and no request that a test sends.</summary>
    [Test]
    public void All_WhenAsked_HasEveryRuleOfTheCatalog() =>
        Assert.That(
            RuleCatalog.All,
            Is.EquivalentTo(
                typeof(RuleCatalog)
                    .GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Where(field => field.FieldType == typeof(Rule))
                    .Select(field => field.GetValue(null))
            )
        );

    [Test]
    public void All_WhenRead_ConsistsOfSentences() =>
        Assert.That(
            RuleCatalog.All.SelectMany(rule => new[] { rule.Sentence, rule.Why, rule.Mend }),
            Has.All.Matches<string>(text => text is not null && char.IsUpper(text[0]) && text.EndsWith('.'))
        );
}
