using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.ExternalIds;

namespace Inpud.Registry.Api.Features;

/// <summary>The id that another registry gives a network or a group.</summary>
internal sealed record ExternalIdInput : ICheckedBody
{
    /// <summary>The other registry.</summary>
    /// <example>wikidata</example>
    public required ExternalIdScheme Scheme { get; init; }

    /// <summary>The id, without the address: <c>Q42</c> of Wikidata, <c>02mhbdp94</c> of ROR, <c>0000000121032683</c> of ISNI. The registry does not look it up.</summary>
    /// <example>Q42</example>
    public required string Value { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }

    public static IValidator Rules { get; } = new ExternalIdInputRules();
}

internal sealed class ExternalIdInputRules : AbstractValidator<ExternalIdInput>
{
    public ExternalIdInputRules()
    {
        // The ids of networks and of groups have the same bounds.
        this.FieldRules("group_external_ids");
        RuleSet(
            BodyRules.BetweenFields,
            () =>
                RuleFor(x => x.Value)
                    .Must((x, value) => value is null || ExternalIdForm.Of(x.Scheme).Fits(value))
                    .WithErrorCode("not-an-external-id")
                    .WithMessage(x => ExternalIdForm.Of(x.Scheme).Mend)
        );
    }
}
