using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Public changes, the earliest first.</summary>
internal sealed record ChangeFeed(string Address) : IAtomAnswer
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The public address of the API. Atom entries have absolute addresses.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Address { get; } = Address;

    /// <summary>The changes of this page.</summary>
    public required IReadOnlyList<ChangeEntry> Items { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null where there are no more changes yet. Continue later after the last entry's <c>cursor</c>.</summary>
    /// <example>3f9a01bc-50</example>
    public required string? Next { get; init; }

    /// <summary>The cursor of the latest change. Start after it to get only later changes.</summary>
    /// <example>3f9a01bc-312</example>
    public required string Latest { get; init; }

    public byte[] ToAtom()
    {
        var updated = Items.Count == 0 ? DateTimeOffset.UnixEpoch : Items[^1].At;
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", $"{Address}/v1/changes"),
            new XElement(Atom + "title", "Changes of the INPUD registry"),
            new XElement(Atom + "updated", Time(updated)),
            new XElement(Atom + "author", new XElement(Atom + "name", "The INPUD registry")),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", $"{Address}/v1/changes.atom")),
            Next is null
                ? null
                : new XElement(
                    Atom + "link",
                    new XAttribute("rel", "next"),
                    new XAttribute("href", $"{Address}/v1/changes.atom?after={Next}")
                ),
            Items.Select(EntryOf)
        );
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}");
    }

    private XElement EntryOf(ChangeEntry entry) =>
        new(
            Atom + "entry",
            new XElement(Atom + "id", $"{Address}/v1/changes#{entry.Cursor}"),
            new XElement(Atom + "title", $"{entry.Action} {entry.Resource} {entry.Id}"),
            new XElement(Atom + "updated", Time(entry.At)),
            new XElement(
                Atom + "link",
                new XAttribute("rel", "alternate"),
                new XAttribute("href", $"{Address}/v1/{entry.Resource}/{Uri.EscapeDataString(entry.Id)}/history")
            ),
            // The content is text, because Atom takes JSON only as Base64.
            new XElement(
                Atom + "content",
                new XAttribute("type", "text"),
                entry.Record?.GetRawText() ?? "This record is not public any more."
            )
        );

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One public change.</summary>
internal sealed record ChangeEntry
{
    /// <summary>The place in the feed. Send it as <c>after</c> to continue from here.</summary>
    /// <example>3f9a01bc-17</example>
    public required string Cursor { get; init; }

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
