using FluentValidation;

namespace Inpud.Registry.Domain.Rules;

internal static class RuleBuilderExtensions
{
    /// <summary>Names the rule that the check enforces, and makes the sentence for this case.</summary>
    public static IRuleBuilderOptions<T, TProperty> Breaks<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> check,
        Rule rule,
        Func<T, string> sentence
    ) => check.WithErrorCode(rule.Code).WithMessage(sentence);
}
