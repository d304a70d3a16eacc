using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>What every write takes.</summary>
internal abstract record WriteRequest
{
    /// <summary>With <c>true</c> the answer tells what would happen, rules included, and nothing is written.</summary>
    public string? DryRun { get; init; }

    /// <summary>Any text of yours, such as a UUID. The same request sent again with it, within a week, gets the first answer, and writes nothing more.</summary>
    [FromHeader("Idempotency-Key", IsRequired = false)]
    public string? IdempotencyKey { get; init; }
}

/// <summary>What every change of a record takes.</summary>
internal abstract record ChangeRequest : WriteRequest
{
    /// <summary>The ETag of the record as you read it.</summary>
    [FromHeader("If-Match", IsRequired = false)]
    public string? IfMatch { get; init; }
}

internal static class WriteRequestRules
{
    public static void WriteRules<T>(this AbstractValidator<T> validator)
        where T : WriteRequest
    {
        validator.RuleFor(x => x.DryRun).OneOf("true", "false");
        validator
            .RuleFor(x => x.IdempotencyKey)
            .Length(1, 200)
            .WithErrorCode("too-long")
            .WithMessage("An Idempotency-Key has 1 to 200 characters.");
    }
}
