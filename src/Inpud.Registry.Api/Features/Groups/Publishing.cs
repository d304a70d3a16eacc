using FluentValidation.Results;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Where the operator asks for it, two keys publish a group: both approve the consent by which it is shown. To hide a group takes one.</summary>
/// <remarks>
/// The views leave out what a consent does not show yet, so that no door can forget it. An approval of the visibility was rejected: a consent that runs out and comes again shows a group without a
/// change of its visibility.
/// </remarks>
internal static class Publishing
{
    /// <summary>Refuses to show a group further than a consent shows it that enough keys approved; null where it may be.</summary>
    public static async Task<ValidationFailure?> RefusalOrNullAsync(
        WriteSession write,
        GroupRecord? current,
        string name,
        GroupVisibility wanted,
        WorldDay today
    )
    {
        if (wanted <= (current?.Visibility ?? GroupVisibility.Private))
        {
            return null;
        }

        var needed = await ApprovalsSql.NeededAsync(write);
        var agreed = (current?.Consents ?? [])
            .Where(consent => consent.Ended is null && new Consent(consent.Scope, consent.Given, consent.Until).Allows(wanted, today))
            .ToList();
        var isApproved = agreed.Exists(consent => consent.ShownAs >= wanted && (needed == 1 || consent.Approvals >= needed));
        // With one key, whether there is a consent at all is another rule's.
        return isApproved || (needed == 1 && (agreed.Count == 0 || current?.VisibilityBasis is not null))
            ? null
            : Failure($"{name} has no consent in force that two keys approved. {RuleCatalog.PublishingNeedsTwoKeys.Mend}");
    }

    /// <summary>Takes the approvals back with which a group was shown further: a single key could show again what was hidden.</summary>
    public static async Task HideAsync(WriteSession write, Proposed<GroupInput, GroupRecord> proposed)
    {
        if (proposed.Current is { } current && proposed.Input.Visibility < current.Visibility)
        {
            await ApprovalsSql.TakeBackAsync(write, proposed.Id, proposed.Input.Visibility);
        }
    }

    /// <summary>Adds the steward's approval. Where two keys publish, it throws where the same key, or another of the same steward, gave one.</summary>
    public static async Task ApproveAsync(WriteSession write, Steward steward, string consent)
    {
        if (await ApprovalsSql.NeededAsync(write) > 1 && await ApprovalsSql.HasApprovedAsync(write, consent, steward.Key))
        {
            BrokenRules.ThrowIfAny(
                [Failure("You approved the consent already. The second approval is another steward's, of the keeper or of INPUD.")],
                _ => "reason"
            );
        }

        await ApprovalsSql.AddAsync(write, consent, steward.Key);
    }

    private static ValidationFailure Failure(string sentence) =>
        new("Visibility", sentence) { ErrorCode = RuleCatalog.PublishingNeedsTwoKeys.Code };
}
