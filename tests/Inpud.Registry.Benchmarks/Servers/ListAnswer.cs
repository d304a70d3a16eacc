using System.Buffers;
using System.Text.Json;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>Writes the first groups of a country by hand. What follows the items, with totals and cursor, comes from memory.</summary>
internal static class ListAnswer
{
    private static readonly byte[] AfterItems = "],\"total\":"u8.ToArray();

    public static bool IsOne(string target) => target.StartsWith("/v1/groups?", StringComparison.Ordinal);

    public static byte[] TailOf(StoredAnswer answer) => answer.Body[answer.Body.AsSpan().LastIndexOf(AfterItems)..];

    public static void Write(
        Utf8JsonWriter json,
        IBufferWriter<byte> body,
        KeptConnection kept,
        string country,
        int limit,
        string day,
        byte[] tail
    )
    {
        json.WriteStartObject();
        json.WriteString("asOf", day);
        json.WriteStartArray("items");
        using var rows = kept.Query(
            $"select {GroupAnswer.Columns}, is_anonymous from shown_groups where country = @0 and shown_until >= @1 and possible_from <= @2 and @2 <= possible_to order by name_order, row_key limit @3",
            country,
            kept.Today,
            day,
            limit
        );
        while (rows.Read())
        {
            json.WriteStartObject();
            GroupAnswer.WriteFacts(json, rows, isAnonymous: rows.GetInt64(25) == 1);
            json.WriteString("certainty", GroupAnswer.Certainty(rows, 21, day));
            json.WriteStartArray("memberOf");
            using (
                var networks = kept.Query(
                    "select distinct network_id from shown_memberships where group_id = @0 and shown_until >= @1 and possible_from <= @2 and @2 <= possible_to order by network_id",
                    rows.GetString(0),
                    kept.Today,
                    day
                )
            )
            {
                while (networks.Read())
                {
                    json.WriteStringValue(networks.GetString(0));
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.Flush();
        body.Write(tail);
    }
}
