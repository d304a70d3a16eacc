using FluentValidation;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The rule on a text that is searched for in names.</summary>
internal static class NameQueryRule
{
    public static IRuleBuilderOptions<T, string?> HasALetter<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(q => q is null || SearchText.Words(q).Length > 0)
            .WithErrorCode("no-letters")
            .WithMessage("The text has no letter and no digit. Write a part of a name.");
}
