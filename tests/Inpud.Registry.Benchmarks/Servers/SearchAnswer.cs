using System.Text.Json;
using Inpud.Registry.Benchmarks.Driving;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>Writes by hand what a search for the one word finds that begins a group's name.</summary>
internal static class SearchAnswer
{
    public static void Write(Utf8JsonWriter json, KeptConnection kept, string word)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        var found = 0;
        using (
            var rows = kept.Query(
                """
                select n.kind, g.id, g.slug, g.name
                from public_name_words as w join public_names as n on n.id = w.rowid join shown_groups as g on g.id = n.found_id
                where public_name_words match @0 and n.found_resource = 'groups' and g.shown_until >= @1
                """,
                $"\"{word}\"*",
                kept.Today
            )
        )
        {
            while (rows.Read())
            {
                if (rows.GetString(0) == "name")
                {
                    found++;
                    var name = rows.GetString(3);
                    json.WriteStartObject();
                    json.WriteString("type", "groups");
                    json.WriteString("id", rows.GetString(1));
                    json.WriteString("label", name);
                    json.WriteString("address", $"http://{Request.Host}/v1/groups/{rows.GetString(2)}");
                    json.WriteString("name", name);
                    json.WriteString("kind", "name");
                    json.WriteNull("language");
                    json.WriteString("match", "beginning");
                    json.WriteStartArray("highlights");
                    json.WriteStartObject();
                    json.WriteNumber("start", 0);
                    json.WriteNumber("length", word.Length);
                    json.WriteEndObject();
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            }
        }

        json.WriteEndArray();
        json.WriteNumber("total", found);
        json.WriteEndObject();
    }
}
