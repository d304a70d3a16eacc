using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>Writes a group by hand.</summary>
internal static class GroupAnswer
{
    public const string Columns =
        "id, slug, name, country, subdivision, place, type, involvement, scope, goals, funding_sources, led_by_people_who_use_drugs, leadership_basis, visibility, visibility_basis, period, observed, source_id, locator, note, homepage, certain_from, certain_to, possible_from, possible_to";

    private static readonly string[] Texts = ["id", "slug", "name", "country", "subdivision", "place", "type", "involvement", "scope"];

    public static void Write(Utf8JsonWriter json, KeptConnection kept, string slug, string day)
    {
        json.WriteStartObject();
        json.WriteString("asOf", day);
        string id;
        string certainty;
        using (var group = kept.Query($"select {Columns} from shown_groups where slug = @0 and shown_until >= @1", slug, kept.Today))
        {
            group.Read();
            id = group.GetString(0);
            certainty = Certainty(group, 21, day);
            WriteFacts(json, group);
        }

        WriteParts(json, kept, id);
        json.WriteString("certainty", certainty);
        json.WriteStartArray("memberships");
        using (
            var rows = kept.Query(
                "select id, network_id, period, observed, source_id, locator, note, certain_from, certain_to, possible_from, possible_to from shown_memberships where group_id = @0 and shown_until >= @1 order by network_id, possible_from, id",
                id,
                kept.Today
            )
        )
        {
            while (rows.Read())
            {
                json.WriteStartObject();
                WriteText(json, "id", rows, 0);
                WriteText(json, "network", rows, 1);
                WriteText(json, "period", rows, 2);
                WriteText(json, "observed", rows, 3);
                json.WriteString("certainty", Certainty(rows, 7, day));
                WriteCitation(json, rows, 4);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        WriteSuccessions(json, kept, "successors", "group_id", "successor_id", id);
        WriteSuccessions(json, kept, "predecessors", "successor_id", "group_id", id);
        json.WriteStartArray("externalIds");
        using (var rows = kept.Query("select scheme from shown_group_external_ids where group_key = @0", id))
        {
            Require(!rows.Read(), "external ids");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the fields that a group has everywhere, from the columns above.</summary>
    /// <param name="json">Where they go.</param>
    /// <param name="row">The row.</param>
    /// <param name="isAnonymous">Whether the group is counted and not named.</param>
    public static void WriteFacts(Utf8JsonWriter json, SqliteDataReader row, bool isAnonymous = false)
    {
        if (isAnonymous)
        {
            json.WriteNull("id");
        }

        for (var i = isAnonymous ? 1 : 0; i < Texts.Length; i++)
        {
            WriteText(json, Texts[i], row, i);
        }

        WriteRaw(json, "goals", row, 9);
        WriteRaw(json, "fundingSources", row, 10);
        if (row.IsDBNull(11))
        {
            json.WriteNull("ledByPeopleWhoUseDrugs");
        }
        else
        {
            json.WriteBoolean("ledByPeopleWhoUseDrugs", row.GetInt64(11) == 1);
        }

        WriteText(json, "leadershipBasis", row, 12);
        WriteText(json, "visibility", row, 13);
        WriteText(json, "visibilityBasis", row, 14);
        WriteText(json, "period", row, 15);
        WriteText(json, "observed", row, 16);
        WriteCitation(json, row, 17);
        WriteText(json, "homepage", row, 20);
    }

    public static string Certainty(SqliteDataReader row, int first, string day) =>
        Within(row.GetString(first), row.GetString(first + 1), day) ? "certain"
        : Within(row.GetString(first + 2), row.GetString(first + 3), day) ? "possible"
        : "none";

    private static bool Within(string from, string to, string day) =>
        string.CompareOrdinal(from, day) <= 0 && string.CompareOrdinal(day, to) <= 0;

    private static void WriteParts(Utf8JsonWriter json, KeptConnection kept, string id)
    {
        json.WriteStartArray("otherNames");
        using (
            var rows = kept.Query(
                "select name, kind, period, observed, slug, source_id, locator, note from shown_group_names where group_key = @0 order by name",
                id
            )
        )
        {
            while (rows.Read())
            {
                json.WriteStartObject();
                WriteText(json, "name", rows, 0);
                WriteText(json, "kind", rows, 1);
                WriteText(json, "period", rows, 2);
                WriteText(json, "observed", rows, 3);
                WriteText(json, "slug", rows, 4);
                WriteCitation(json, rows, 5);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("formerValues");
        using (
            var rows = kept.Query(
                "select attribute, country, subdivision, place, type, led_by_people_who_use_drugs, leadership_basis, period, observed, replaced_by, source_id, locator, note from shown_group_former_values where group_key = @0 order by attribute, replaced_by",
                id
            )
        )
        {
            while (rows.Read())
            {
                Require(rows.IsDBNull(5), "a former leadership");
                json.WriteStartObject();
                WriteText(json, "attribute", rows, 0);
                WriteText(json, "country", rows, 1);
                WriteText(json, "subdivision", rows, 2);
                WriteText(json, "place", rows, 3);
                WriteText(json, "type", rows, 4);
                json.WriteNull("ledByPeopleWhoUseDrugs");
                WriteText(json, "leadershipBasis", rows, 6);
                WriteText(json, "period", rows, 7);
                WriteText(json, "observed", rows, 8);
                WriteText(json, "replacedBy", rows, 9);
                WriteCitation(json, rows, 10);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("consents");
        using (
            var rows = kept.Query(
                "select id, scope, given, until from shown_consents where group_id = @0 and shown_until >= @1 order by given, id",
                id,
                kept.Today
            )
        )
        {
            while (rows.Read())
            {
                json.WriteStartObject();
                WriteText(json, "id", rows, 0);
                WriteText(json, "scope", rows, 1);
                WriteText(json, "given", rows, 2);
                WriteText(json, "until", rows, 3);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>The invented groups have no successions; the query is made all the same.</summary>
    private static void WriteSuccessions(Utf8JsonWriter json, KeptConnection kept, string name, string of, string other, string id)
    {
        json.WriteStartArray(name);
        using var rows = kept.Query($"select {other} from shown_group_successors where {of} = @0", id);
        Require(!rows.Read(), name);
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, SqliteDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, row.GetString(column));
        }
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, SqliteDataReader row, int column)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(row.IsDBNull(column) ? "null" : row.GetString(column), skipInputValidation: true);
    }

    private static void WriteCitation(Utf8JsonWriter json, SqliteDataReader row, int source)
    {
        json.WriteStartObject("citation");
        WriteText(json, "source", row, source);
        WriteText(json, "locator", row, source + 1);
        WriteText(json, "note", row, source + 2);
        json.WriteEndObject();
    }

    private static void Require(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new InvalidOperationException($"The limit does not write {what}.");
        }
    }
}
