using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Rules;

/// <summary>The membership rules</summary>
/// <remarks>Every record of the registry keeps these rules. An error with a code of this list names the rule that the write would break.</remarks>
internal sealed class ListRules(PublishingKeys publishing) : Endpoint<ListRulesRequest, PlainList<RuleItem>>
{
    public override void Configure() => Get("/v1/rules", "/v1/rules.csv");

    public override Task<PlainList<RuleItem>> ExecuteAsync(ListRulesRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        var rules = RuleCatalog.All.OrderBy(rule => rule.Code, StringComparer.Ordinal).ToList();
        var following = rules
            .Where(rule => scope.After is null || string.CompareOrdinal(rule.Code, scope.After.Id) > 0)
            .Select(rule => new RuleRow(rule) { SortKey = rule.Code, RowId = rule.Code })
            .ToList();
        var page = following.Take(scope.Limit ?? rules.Count).ToList();
        return Task.FromResult(
            scope.Answer(new Rows<RuleRow>(page, rules.Count, 0, page.Count < following.Count), row => RuleItem.Of(row.Rule, publishing))
        );
    }

    private sealed record RuleRow(Rule Rule) : ListRow;
}

internal sealed record ListRulesRequest : ListRequest;

internal sealed class ListRulesValidator : Validator<ListRulesRequest>
{
    public ListRulesValidator() => this.ListRules();
}

/// <summary>A rule of membership.</summary>
internal sealed record RuleItem : ICsvRow<RuleItem>
{
    /// <summary>The code. It never changes its meaning.</summary>
    /// <example>outside-remit</example>
    public required string Code { get; init; }

    /// <summary>The rule, as one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Why the rule exists.</summary>
    public required string Why { get; init; }

    /// <summary>What to do when it is broken.</summary>
    public required string Mend { get; init; }

    /// <summary>A write that would break this rule and no other.</summary>
    public required RuleExample Example { get; init; }

    /// <summary>Whether the service holds the rule. It holds all of them, but for <c>publishing-needs-two-keys</c>, which its operator turns on.</summary>
    /// <example>true</example>
    public required bool Holds { get; init; }

    public static CsvColumns<RuleItem> Columns { get; } =
        new()
        {
            { "code", x => x.Code },
            { "sentence", x => x.Sentence },
            { "why", x => x.Why },
            { "mend", x => x.Mend },
            { "example", x => $"{x.Example.Method} {x.Example.Address} {x.Example.Body.GetRawText()}" },
            { "holds", x => x.Holds },
        };

    public static RuleItem Of(Rule rule, PublishingKeys publishing) =>
        new()
        {
            Code = rule.Code,
            Sentence = rule.Sentence,
            Why = rule.Why,
            Mend = rule.Mend,
            Example = RuleExamples.Of(rule).AsLink(),
            Holds = rule != RuleCatalog.PublishingNeedsTwoKeys || publishing.Needed > 1,
        };
}

/// <summary>How many keys publish a group, by the operator's setting.</summary>
internal sealed record PublishingKeys(int Needed);
