using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features;

/// <summary>How one organisation came after another.</summary>
internal enum SuccessionKind
{
    /// <summary>It merged with others into the successor, or into one that stayed.</summary>
    Merger,

    /// <summary>It split, and the successor is one of the parts.</summary>
    Split,

    /// <summary>The successor took its place.</summary>
    Succession,
}

/// <summary>What came after a group or a network.</summary>
internal sealed record SuccessorInput : ICheckedBody
{
    /// <summary>The id of the group or network that came after it.</summary>
    /// <example>cbdrk-gqg3x</example>
    public required string Successor { get; init; }

    /// <summary>How it came after it.</summary>
    /// <example>merger</example>
    public required SuccessionKind Kind { get; init; }

    /// <summary>When it did: an EDTF date; null where no source says.</summary>
    /// <example>2024-05</example>
    public string? Date { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }

    public static IValidator Rules { get; } = new SuccessorInputRules();
}

internal sealed class SuccessorInputRules : AbstractValidator<SuccessorInput>
{
    // The successors of networks and of groups have the same bounds.
    public SuccessorInputRules() => this.FieldRules("group_successors");
}
