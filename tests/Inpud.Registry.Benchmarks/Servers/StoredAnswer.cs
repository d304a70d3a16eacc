using System.Text;
using System.Text.Json;
using Inpud.Registry.Benchmarks.Driving;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>An answer of the registry, as the limits send it again.</summary>
internal sealed record StoredAnswer(string Target, byte[] Body, Dictionary<string, string> Headers)
{
    public string Tag => Headers["ETag"];

    /// <summary>Asks the registry for each target.</summary>
    public static List<StoredAnswer> Ask(int port, IEnumerable<string> targets)
    {
        using var connection = new HttpConnection(port);
        var answers = new List<StoredAnswer>();
        foreach (var target in targets)
        {
            connection.Send(Request.Get(target).Bytes);
            if (connection.Status != 200)
            {
                throw new InvalidOperationException($"{target} has the status {connection.Status}.");
            }

            answers.Add(
                new StoredAnswer(
                    target,
                    connection.Body.ToArray(),
                    connection.Headers().ToDictionary(header => header.Name, header => header.Value)
                )
            );
        }

        return answers;
    }

    /// <summary>Writes a line of JSON for each answer, so that who reads it needs no memory for all of them at once.</summary>
    public static void Save(string file, IEnumerable<StoredAnswer> answers) =>
        File.WriteAllLines(file, answers.Select(answer => JsonSerializer.Serialize(answer)));

    public static List<StoredAnswer> Read(string file) =>
        [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<StoredAnswer>(line)!)];

    /// <summary>Throws where a server gives another answer.</summary>
    public static void RequireEqual(int port, IEnumerable<StoredAnswer> answers, string server)
    {
        using var connection = new HttpConnection(port);
        foreach (var answer in answers)
        {
            connection.Send(Request.Get(answer.Target).Bytes);
            if (connection.Status != 200 || !connection.Body.SequenceEqual(answer.Body))
            {
                var same = connection.Body.CommonPrefixLength(answer.Body);
                throw new InvalidOperationException(
                    $"{server} gives another answer to {answer.Target} (status {connection.Status}): '{Part(connection.Body, same)}' in place of '{Part(answer.Body, same)}'."
                );
            }
        }
    }

    private static string Part(ReadOnlySpan<byte> body, int at)
    {
        var start = Math.Max(at - 20, 0);
        return Encoding.UTF8.GetString(body.Slice(start, Math.Min(body.Length - start, 100)));
    }
}
