using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Withdraw a group that was entered by mistake</summary>
/// <remarks>For stewards. The record is absent everywhere from then on; its history is kept for them alone. A group that has ended is not withdrawn: its period ends.</remarks>
internal sealed class WithdrawGroup(Database database) : Endpoint<WithdrawGroupRequest, GroupRecord>, IForStewards
{
    public override void Configure() => Post("/v1/groups/{group}/withdrawal");

    public override Task HandleAsync(WithdrawGroupRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                BodyRules.Check(req.Body);
                var current = await GroupWrite.FindAsync(write, req.Group, steward);
                RecordTag.Require(req.IfMatch, current);
                var wasPublic = await GroupRecordSql.IsPublicAsync(write, req.Group);
                await GroupRecordSql.WithdrawAsync(write, req.Group);
                var record = await GroupWrite.RecordAsync(write, req.Group, current, wasPublic, "withdraw", req.Body.Reason, steward);
                return new Written<GroupRecord>(StatusCodes.Status200OK, record, Location: null);
            },
            ct
        );
}

internal sealed record WithdrawGroupRequest : ChangeRequest
{
    /// <summary>The group's id.</summary>
    /// <example>vandu</example>
    public string Group { get; init; } = "";

    /// <summary>Why.</summary>
    [FromBody]
    public WithdrawalInput Body { get; init; } = null!;
}

internal sealed class WithdrawGroupValidator : Validator<WithdrawGroupRequest>
{
    public WithdrawGroupValidator() => this.WriteRules();
}

/// <summary>Why a record is withdrawn.</summary>
internal sealed record WithdrawalInput : ICheckedBody
{
    /// <summary>Why the record was a mistake. It stands in the history, for stewards alone.</summary>
    /// <example>Entered twice.</example>
    public required string Reason { get; init; }

    public static IValidator Rules { get; } = new WithdrawalInputRules();
}

internal sealed class WithdrawalInputRules : AbstractValidator<WithdrawalInput>
{
    public WithdrawalInputRules() => RuleFor(x => x.Reason).IsText(500);
}
