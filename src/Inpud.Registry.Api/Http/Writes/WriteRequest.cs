using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The parameters of every write.</summary>
internal abstract record WriteRequest
{
    /// <summary>With <c>true</c> the answer says what would happen, rules included, and the registry writes nothing.</summary>
    /// <example>true</example>
    public string? DryRun { get; init; }

    /// <summary>Any text that you choose, such as a UUID. If you send the same request with it again within a week, you get the first answer, and the registry writes nothing more.</summary>
    [FromHeader("Idempotency-Key", IsRequired = false)]
    public string? IdempotencyKey { get; init; }
}

/// <summary>Checks the parameters that every write takes. The composition gives it to each operation that takes a <see cref="WriteRequest"/>.</summary>
[DontRegister]
internal sealed class WriteRequestValidator<TRequest> : Validator<TRequest>
    where TRequest : WriteRequest
{
    public WriteRequestValidator()
    {
        RuleFor(x => x.DryRun).OneOf("true", "false");
        RuleFor(x => x.IdempotencyKey).IsAnIdempotencyKey();
    }
}

internal static class IdempotencyKeyRule
{
    private const int Longest = 200;

    /// <summary>Checks the header that names a request. The contract takes the lengths from the last rule.</summary>
    public static void IsAnIdempotencyKey<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(key => key is not "")
            .WithErrorCode("empty")
            .WithMessage("The header is empty. Write 1 to 200 characters, or leave it out.")
            .MaximumLength(Longest)
            .WithErrorCode("too-long")
            .WithMessage("An Idempotency-Key has 1 to 200 characters.");
}
