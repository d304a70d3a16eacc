using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Tests.Storage.Tables;

/// <summary>Makes values from the description of a field. Each breaks one bound.</summary>
internal static class WrongValues
{
    /// <summary>The value in JSON, and the bound that it breaks.</summary>
    public static IEnumerable<(string What, JsonNode Value)> Of(DataField field)
    {
        var bounds = field.Constraints;
        switch (field.Type)
        {
            case "string" when bounds?.Values is not null:
                yield return ("no word of the list", JsonValue.Create("no-such-word"));
                break;
            case "string" when field.Format is "edtf" or "edtf-period":
                yield return ("no date", JsonValue.Create("2012-13"));
                break;
            case "string":
                foreach (var (what, text) in Texts(bounds?.MaxLength))
                {
                    yield return (what, JsonValue.Create(text));
                }

                if (!field.Lines)
                {
                    yield return ("a line break", JsonValue.Create("a\nb"));
                    yield return ("a separator of lines", JsonValue.Create("a\u2028b"));
                    yield return ("a tab", JsonValue.Create("a\tb"));
                }

                if (bounds?.Pattern is not null)
                {
                    yield return ("another form", JsonValue.Create("es_CT!"));
                }

                if (field.Format == "external-id")
                {
                    yield return ("an id of no scheme", JsonValue.Create("Q0"));
                    yield return ("the address of an id", JsonValue.Create("wikidata.org/Q42"));
                }

                if (field.Format is "uri" or "https")
                {
                    yield return ("no address", JsonValue.Create("javascript:alert(1)"));
                    yield return ("an address with a password", JsonValue.Create("https://somebody:secret@example.org/"));
                }

                break;
            case "date":
                yield return ("no day", JsonValue.Create("2026-02-30"));
                break;
            case "integer" when bounds is { Minimum: { } from, Maximum: { } to }:
                yield return ("below", JsonValue.Create(from - 1));
                yield return ("above", JsonValue.Create(to + 1));
                break;
            case "array":
                foreach (var wrong in Lists(field))
                {
                    yield return wrong;
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The value as a cell of a bundle.</summary>
    public static string Cell(JsonNode value) => value is JsonArray list ? list.ToJsonString() : value.ToString();

    private static IEnumerable<(string What, string Text)> Texts(int? longest)
    {
        if (longest is { } most)
        {
            yield return ("too long", new string('a', most + 1));
        }

        yield return ("a space before it", " a");
        yield return ("a space after it", "a ");
        yield return ("a control character", "a\u0001");
        yield return ("no Unicode", "a\uFFFE");
    }

    private static IEnumerable<(string What, JsonNode Value)> Lists(DataField field)
    {
        if (field.Constraints?.MaxItems is { } most)
        {
            yield return ("too many", new JsonArray([.. Enumerable.Range(0, most + 1).Select(i => (JsonNode)JsonValue.Create($"{i}"))]));
        }

        if (field.Constraints?.MinItems is not null)
        {
            yield return ("none", new JsonArray());
        }

        if (field.Constraints?.UniqueItems == true)
        {
            var word = field.Items!.Values![0];
            yield return ("one of them twice", new JsonArray(JsonValue.Create(word), JsonValue.Create(word)));
        }

        if (field.Items?.Values is not null)
        {
            yield return ("no word of the list", new JsonArray(JsonValue.Create("no-such-word")));
        }
        else
        {
            foreach (var (what, text) in Texts(field.Items?.MaxLength))
            {
                yield return ($"an item: {what}", new JsonArray(JsonValue.Create("a"), JsonValue.Create(text)));
            }

            yield return ("an empty item", new JsonArray(JsonValue.Create("")));
        }

        yield return ("a null", new JsonArray((JsonNode?)null));
    }
}
