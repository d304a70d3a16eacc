using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Where an application stands.</summary>
internal enum ApplicationState
{
    /// <summary>The network's stewards have it before them.</summary>
    Waiting,

    /// <summary>They gave it back with a message; it waits again once the group has changed it.</summary>
    Returned,

    /// <summary>The group is a member.</summary>
    Accepted,

    /// <summary>The network does not admit the group.</summary>
    Refused,
}

/// <summary>An application as the group follows it.</summary>
internal sealed record ApplicationStatus : IRecordAnswer
{
    /// <summary>Where it stands.</summary>
    public required ApplicationState State { get; init; }

    /// <inheritdoc cref="ApplicationInput.Network"/>
    public required string Network { get; init; }

    /// <inheritdoc cref="ApplicationInput.Name"/>
    public required string Name { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <inheritdoc cref="ApplicationInput.Place"/>
    public required string? Place { get; init; }

    /// <inheritdoc cref="ApplicationInput.Type"/>
    public required GroupType? Type { get; init; }

    /// <inheritdoc cref="ApplicationInput.Scope"/>
    public required GroupScope? Scope { get; init; }

    /// <inheritdoc cref="ApplicationInput.LedByPeopleWhoUseDrugs"/>
    public required bool LedByPeopleWhoUseDrugs { get; init; }

    /// <inheritdoc cref="ApplicationInput.Period"/>
    public required string Period { get; init; }

    /// <inheritdoc cref="ApplicationInput.Message"/>
    public required string? Message { get; init; }

    /// <summary>What the network's stewards answered; null where they said nothing yet.</summary>
    public required string? Answer { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When it was accepted, returned or refused; null where it was not.</summary>
    public required DateTimeOffset? Decided { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}

/// <summary>An application that was received, and the link to follow it by.</summary>
internal sealed record ReceivedApplication
{
    /// <summary>Where the application is followed and changed. It is told once and never again: whoever has it, sees the application. Keep it safe.</summary>
    /// <example>/v1/applications/kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw</example>
    public required string Link { get; init; }

    /// <summary>The application.</summary>
    public required ApplicationStatus Application { get; init; }
}

/// <summary>An application as the network's stewards see it.</summary>
internal sealed record ApplicationRecord : IRecordAnswer
{
    /// <summary>The id.</summary>
    /// <example>a-4f2a9b1c</example>
    public required string Id { get; init; }

    /// <summary>What the group stated, and where it stands.</summary>
    public required ApplicationStatus Application { get; init; }

    /// <summary>The group that it became; null where it was not accepted.</summary>
    /// <example>kenyan-network-7mk2qx</example>
    public required string? Group { get; init; }

    /// <summary>The membership that it became; null where it was not accepted.</summary>
    /// <example>africanpud-kenyan-network-7mk2qx</example>
    public required string? Membership { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}
