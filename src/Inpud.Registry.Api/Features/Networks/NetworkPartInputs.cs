using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A part of a network's record that holds for a time.</summary>
internal abstract record NetworkPartInput
{
    /// <summary>The time for which it holds: an EDTF interval, such as <c>2019/..</c>.</summary>
    /// <example>2019/..</example>
    public required string Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    public string? Observed { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The part of the source that states it; null where the source is short.</summary>
    public string? Locator { get; init; }

    /// <summary>What else a reader must know; null where there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>Another name of a network.</summary>
internal sealed record NetworkNameInput : NetworkPartInput, ICheckedBody
{
    /// <summary>The name.</summary>
    /// <example>ANPUD</example>
    public required string Name { get; init; }

    /// <summary>What kind of name it is.</summary>
    /// <example>former</example>
    public required NetworkNameKind Kind { get; init; }

    public static IValidator Rules { get; } = new NetworkNameInputRules();
}

/// <summary>What kind of name a network's other name is.</summary>
internal enum NetworkNameKind
{
    /// <summary>Another name by which it is known.</summary>
    Alias,

    /// <summary>A name that it had before.</summary>
    Former,
}

/// <summary>A standing of a network towards INPUD, with its time.</summary>
internal sealed record NetworkStandingInput : NetworkPartInput, ICheckedBody
{
    /// <summary>The standing.</summary>
    /// <example>constituent</example>
    public required NetworkStanding Standing { get; init; }

    public static IValidator Rules { get; } = new NetworkStandingInputRules();
}

/// <summary>A network's seat on the board.</summary>
internal sealed record NetworkSeatInput : NetworkPartInput, ICheckedBody
{
    public static IValidator Rules { get; } = new NetworkSeatInputRules();
}

internal sealed class NetworkNameInputRules : AbstractValidator<NetworkNameInput>
{
    public NetworkNameInputRules() => this.FieldRules("network_names");
}

internal sealed class NetworkStandingInputRules : AbstractValidator<NetworkStandingInput>
{
    public NetworkStandingInputRules() => this.FieldRules("network_standings");
}

internal sealed class NetworkSeatInputRules : AbstractValidator<NetworkSeatInput>
{
    public NetworkSeatInputRules() => this.FieldRules("seats");
}
