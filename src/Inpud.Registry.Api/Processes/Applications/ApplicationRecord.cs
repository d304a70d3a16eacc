using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>The state of an application.</summary>
internal enum ApplicationState
{
    /// <summary>The network's stewards have not decided yet.</summary>
    Waiting,

    /// <summary>The stewards returned it with a message. It waits again once the group changes it.</summary>
    Returned,

    /// <summary>The group is a member.</summary>
    Accepted,

    /// <summary>The network does not admit the group.</summary>
    Refused,
}

/// <summary>An application as the group sees it.</summary>
internal sealed record ApplicationStatus : IRecordAnswer
{
    /// <summary>The state of the application.</summary>
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

    /// <summary>The message of the stewards' latest decision; null where there is none.</summary>
    public required string? Answer { get; init; }

    /// <summary>When the registry received the application.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When the stewards last accepted, returned or refused it; null where they did not decide yet.</summary>
    public required DateTimeOffset? Decided { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}

/// <summary>A received application, and the link to it.</summary>
internal sealed record ReceivedApplication
{
    /// <summary>The link by which the group follows the application. The registry shows it once. Whoever has the link can read and change the application. Keep it safe.</summary>
    /// <example>https://registry.example.org/v1/applications/kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw</example>
    public required string Link { get; init; }

    /// <summary>The application.</summary>
    public required ApplicationStatus Application { get; init; }
}

/// <summary>An application as the network's stewards see it.</summary>
internal sealed record ApplicationRecord : IRecordAnswer, IShowsRecords
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => [new ShownRecord("applications", Id)];

    /// <summary>The id.</summary>
    /// <example>a-4f2a9b1c</example>
    public required string Id { get; init; }

    /// <summary>The facts that the group stated, and the state of the application.</summary>
    public required ApplicationStatus Application { get; init; }

    /// <summary>The id of the group; null where the stewards did not accept the application.</summary>
    /// <example>kenyan-network-7mk2qx</example>
    public required string? Group { get; init; }

    /// <summary>The id of the membership; null where the stewards did not accept the application.</summary>
    /// <example>africanpud-kenyan-network-7mk2qx</example>
    public required string? Membership { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);
}
