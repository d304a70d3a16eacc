using System.Text.Json;
using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Public changes, in the order that was asked.</summary>
internal sealed record ChangeFeed(FeedAddress Address) : IAtomAnswer
{
    /// <summary>The address of this page.</summary>
    [JsonIgnore]
    public FeedAddress Address { get; } = Address;

    /// <summary>The changes of this page.</summary>
    public required IReadOnlyList<ChangeEntry> Items { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null where there are no more changes, or none yet. Continue later after the last entry's <c>cursor</c>.</summary>
    /// <example>3f9a01bc-50</example>
    public required string? Next { get; init; }

    /// <summary>The cursor of the latest change. Start after it to get only later changes.</summary>
    /// <example>3f9a01bc-312</example>
    public required string Latest { get; init; }

    public byte[] ToAtom() => ChangeAtom.Write(this);
}

/// <summary>One public change.</summary>
internal sealed record ChangeEntry
{
    /// <summary>The place in the feed. Send it as <c>after</c> to continue from here.</summary>
    /// <example>3f9a01bc-17</example>
    public required string Cursor { get; init; }

    /// <summary>The same without the epoch: it outlasts a restore.</summary>
    [JsonIgnore]
    public long Place { get; init; }

    /// <summary>When the change happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done: <c>create</c>, <c>change</c> or <c>withdrawn</c>.</summary>
    /// <example>change</example>
    public required string Action { get; init; }

    /// <summary>The kind of record.</summary>
    /// <example>groups</example>
    public required string Resource { get; init; }

    /// <summary>The record's id; countries and regions have their code.</summary>
    /// <example>cbdrk-gqg3x</example>
    public required string Id { get; init; }

    /// <summary>The public record after the change, with its parts; null where it is no longer public.</summary>
    public required JsonElement? Record { get; init; }
}
