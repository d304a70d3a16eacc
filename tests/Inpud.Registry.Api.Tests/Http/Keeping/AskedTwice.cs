using System.Text;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>Asks for an answer as clients do, and asks for the same past the kept answers: a header that the program does not know leads there.</summary>
internal static partial class AskedTwice
{
    /// <summary>A header with which the program makes the answer anew.</summary>
    public static readonly (string Name, string Value) PastWhatIsKept = ("X-Past-What-Is-Kept", "1");

    public static KeptAnswers Kept(this RegistryServer server) => server.Services.GetRequiredService<KeptAnswers>();

    /// <summary>The version that the service names.</summary>
    public static async Task<string> VersionAsync(this RegistryServer server)
    {
        using var answer = await server.GetAsync("/v1/inpud");
        return answer.Headers.GetValues(VersionHeader.Name).Single();
    }

    /// <summary>Status, headers and bytes of the answer that the program makes anew.</summary>
    public static Task<string> AnewAsync(
        this RegistryServer server,
        HttpMethod method,
        string address,
        params (string, string)[] headers
    ) => server.AnswerAsync(method, address, [.. headers, PastWhatIsKept]);

    /// <summary>Status, headers and bytes of an answer, without the headers of the transfer and without the trace of a problem.</summary>
    public static async Task<string> AnswerAsync(
        this RegistryServer server,
        HttpMethod method,
        string address,
        params (string, string)[] headers
    )
    {
        using var answer = await server.SendAsync(method, address, headers);
        var named = answer
            .Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length"))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        var body = Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync());
        return $"{(int)answer.StatusCode}\n{string.Join('\n', named)}\n\n{Trace().Replace(body, "")}";
    }

    /// <summary>Whether the answer is one that any cache may keep.</summary>
    public static bool IsForEverybody(this HttpResponseMessage answer) =>
        answer is { IsSuccessStatusCode: true, Headers: { ETag: not null, CacheControl: { Public: true, NoStore: false } } };

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
