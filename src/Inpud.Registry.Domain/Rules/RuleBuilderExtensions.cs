using FluentValidation;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Rules;

internal static class RuleBuilderExtensions
{
    /// <summary>Names the rule that the check enforces, and makes the sentence for this case.</summary>
    public static IRuleBuilderOptions<T, TProperty> Breaks<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> check,
        Rule rule,
        Func<T, string> sentence
    ) => check.WithErrorCode(rule.Code).WithMessage(sentence);

    /// <summary>Names the rule, and the record that is in the way.</summary>
    public static IRuleBuilderOptions<T, TProperty> Breaks<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> check,
        Rule rule,
        Func<T, Recorded?> inTheWay,
        Func<T, Recorded, string> sentence
    ) => check.Breaks(rule, x => sentence(x, inTheWay(x)!)).WithState(x => inTheWay(x)?.Id);
}
