using FluentValidation;
using FluentValidation.Validators;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>Checks that a text is one of a few values. The contract shows them as the parameter's enum.</summary>
internal sealed class OneOfValidator<T>(IReadOnlyList<string> values) : PropertyValidator<T, string?>, IOneOf
{
    public override string Name => "OneOf";

    public IReadOnlyList<string> Values => values;

    public override bool IsValid(ValidationContext<T> context, string? value) =>
        value is null || values.Contains(value, StringComparer.Ordinal);
}

internal interface IOneOf
{
    IReadOnlyList<string> Values { get; }
}
