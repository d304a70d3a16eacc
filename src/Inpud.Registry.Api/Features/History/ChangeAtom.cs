using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.History;

/// <summary>The feed of changes as Atom (RFC 4287), in pages (RFC 5005).</summary>
internal static class ChangeAtom
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(ChangeFeed feed)
    {
        var address = feed.Address.AsAtom();
        var root = new XElement(
            Atom + "feed",
            // All pages are one feed, so that all have its id.
            new XElement(Atom + "id", AtomId.OfFeed),
            new XElement(Atom + "title", "Changes of the INPUD registry"),
            // The latest change of the page, whatever its order. A page without any has a time all the same, which Atom asks for.
            new XElement(Atom + "updated", Time(feed.Items.Select(entry => entry.At).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())),
            new XElement(Atom + "author", new XElement(Atom + "name", "The INPUD registry")),
            Link("self", address.Self),
            Link("first", address.First),
            // Whoever found an earlier page subscribes to the one that has what is new.
            address.Cursor
                is null
                ? null
                : Link("current", address.First),
            feed.Next is null ? null : Link("next", address.After(feed.Next)),
            feed.Items.Select(EntryOf)
        );
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}");
    }

    private static XElement EntryOf(ChangeEntry entry) =>
        new(
            Atom + "entry",
            new XElement(Atom + "id", AtomId.Of(entry)),
            new XElement(Atom + "title", $"{entry.Action} {entry.Resource} {entry.Id}"),
            new XElement(Atom + "updated", Time(entry.At)),
            // What is withdrawn has no history that anybody may read.
            entry.Record
                is null
                ? null
                : Link("alternate", $"/v1/{entry.Resource}/{Uri.EscapeDataString(entry.Id)}/history", AnswerForm.Json),
            // The content is text, because Atom takes JSON only as Base64.
            new XElement(Atom + "content", new XAttribute("type", "text"), TextOf(entry.Record))
        );

    private static XElement Link(string relation, string address, string type = AnswerForm.Atom) =>
        new(
            Atom + "link",
            new XAttribute("rel", relation),
            new XAttribute("type", type),
            new XAttribute("href", PublicAddress.Link(address))
        );

    private static string TextOf(JsonElement? record) => record?.GetRawText() ?? "This record is not public any more.";

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
