using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Rules;

/// <summary>One membership rule</summary>
internal sealed class GetRule(PublishingKeys publishing) : Endpoint<GetRuleRequest, RuleItem>
{
    public override void Configure() => Get("/v1/rules/{rule}");

    public override Task<RuleItem> ExecuteAsync(GetRuleRequest req, CancellationToken ct)
    {
        var rule = RuleCatalog.All.FirstOrDefault(rule => rule.Code == req.Rule) ?? throw ProblemException.NoSuchRecord("rule", req.Rule);
        return Task.FromResult(RuleItem.Of(rule, publishing));
    }
}

internal sealed record GetRuleRequest
{
    /// <summary>The rule's code.</summary>
    /// <example>outside-remit</example>
    public string Rule { get; init; } = "";
}
