using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>Limit B: bare Kestrel with hand-written SQL on kept connections and a hand-written JSON writer, on the same file.</summary>
/// <remarks>
/// It is a limit, and no rival: it knows that the day is today or one on which nothing was otherwise, it takes totals, cursors and headers from memory, and it checks nothing. The registry can come near to it, and not
/// beyond.
/// </remarks>
internal static class QueryLimit
{
    public const string Name = "queries";

    private static readonly ConcurrentBag<KeptConnection> Kept = [];

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task ServeAsync(string database, string answers, string port)
    {
        var tails = StoredAnswer
            .Read(answers)
            .Where(answer => ListAnswer.IsOne(answer.Target))
            .ToDictionary(answer => answer.Target, ListAnswer.TailOf);
        var headers = StoredAnswer.Read(answers)[0].Headers.Select(header => (header.Key, new StringValues(header.Value))).ToArray();
        return BareKestrel.ServeAsync(port, context => AnswerAsync(context, database, tails, headers));
    }

    private static Task AnswerAsync(
        HttpContext context,
        string database,
        Dictionary<string, byte[]> tails,
        (string Name, StringValues Value)[] headers
    )
    {
        var target = BareKestrel.TargetOf(context);
        var kept = Kept.TryTake(out var free) ? free : new KeptConnection(database);
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(body, Json))
        {
            var query = context.Request.Query;
            var day = query.TryGetValue("asOf", out var asked) ? asked.ToString() : kept.Today;
            if (target.StartsWith("/v1/search", StringComparison.Ordinal))
            {
                SearchAnswer.Write(json, kept, query["q"]!);
            }
            else if (ListAnswer.IsOne(target))
            {
                ListAnswer.Write(json, body, kept, query["country"]!, int.Parse(query["limit"]!, null), day, tails[target]);
            }
            else
            {
                GroupAnswer.Write(json, kept, context.Request.Path.Value!["/v1/groups/".Length..], day);
            }
        }

        Kept.Add(kept);
        var response = context.Response;
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = body.WrittenCount;
        return response.Body.WriteAsync(body.WrittenMemory).AsTask();
    }
}
