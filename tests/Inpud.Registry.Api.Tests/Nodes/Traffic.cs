using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>Readers and writers before the front of many nodes. Each holds what it gets against what it knows.</summary>
/// <param name="client">The client of the front.</param>
/// <param name="key">The key of a steward.</param>
/// <param name="partner">The body that records a partner, but for its name.</param>
/// <param name="membership">The id of a membership that ends and goes on again, by which two figures change.</param>
internal sealed class Traffic(HttpClient client, AuthenticationHeaderValue key, JsonObject partner, string membership)
{
    private readonly ConcurrentBag<string> mistakes = [];
    private readonly Lock one = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> all = [];
    private readonly Dictionary<HttpStatusCode, int> counts = [];
    private (int Number, string Version) acknowledged;
    private int begun;
    private int done;
    private int shipped;
    private long latestFailure;

    /// <summary>What was wrong, in sentences.</summary>
    public IReadOnlyCollection<string> Mistakes => mistakes;

    /// <summary>How many partners were recorded, as the writer was told.</summary>
    public int Acknowledged
    {
        get
        {
            lock (one)
            {
                return done;
            }
        }
    }

    /// <summary>How many answers of each status there were.</summary>
    public string Counts
    {
        get
        {
            lock (one)
            {
                return string.Join(", ", counts.Select(count => $"{(int)count.Key}: {count.Value}"));
            }
        }
    }

    /// <summary>How many milliseconds ago an answer was none.</summary>
    public long SinceFailure => Environment.TickCount64 - Interlocked.Read(ref latestFailure);

    /// <summary>The bodies of /v1/coverage in the two states of the membership.</summary>
    public async Task<IReadOnlySet<string>> StatesAsync()
    {
        var states = new HashSet<string>(StringComparer.Ordinal);
        foreach (var period in new[] { "2012/2020", "2012/.." })
        {
            await ChangeAsync(period);
            using var answer = await client.GetAsync("/v1/coverage");
            states.Add(await answer.Content.ReadAsStringAsync());
        }

        return states;
    }

    public async Task BeginAsync(IReadOnlySet<string> states)
    {
        shipped = TotalOf(await client.GetStringAsync("/v1/partners?limit=1"));
        acknowledged = (0, await ChangeAsync("2012/.."));
        all.Add(WriteAsync());
        all.Add(FlipAsync());
        all.AddRange(Enumerable.Range(0, 3).Select(reader => ReadAsync(namesVersion: reader > 0)));
        all.Add(ReadCoverageAsync(states));
    }

    public async Task EndAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(all);
    }

    /// <summary>Records one partner after another. What was not acknowledged is sent again with its key, until it is.</summary>
    private async Task WriteAsync()
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            Interlocked.Exchange(ref begun, number);
            var body = partner.DeepClone().AsObject();
            (body["name"], body["period"]) = ($"Partner {number}", "2019/..");
            var repeated = Guid.NewGuid().ToString();
            while (!stop.IsCancellationRequested)
            {
                using var answer = await SendAsync(HttpMethod.Post, "/v1/partners", body, ("Idempotency-Key", repeated));
                if (answer is { IsSuccessStatusCode: true })
                {
                    lock (one)
                    {
                        acknowledged = VersionOrNull(answer) is { } version ? (number, version) : acknowledged;
                        done = number;
                    }

                    break;
                }

                await Task.Delay(100);
            }

            await Task.Delay(20);
        }
    }

    private async Task FlipAsync()
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            await ChangeAsync(turn % 2 == 0 ? "2012/2020" : "2012/..");
            await Task.Delay(50);
        }
    }

    /// <summary>Sets the period of the membership, whatever it was. It gives the version in which it is so.</summary>
    private async Task<string> ChangeAsync(string period)
    {
        while (true)
        {
            using var answer = await SendAsync(
                HttpMethod.Patch,
                $"/v1/memberships/{membership}/record",
                new JsonObject
                {
                    ["period"] = period,
                    ["observed"] = null,
                    ["reason"] = "A test.",
                },
                ("If-Match", "*")
            );
            if (answer is { IsSuccessStatusCode: true })
            {
                return VersionOrNull(answer) ?? "";
            }

            if (stop.IsCancellationRequested || (int?)answer?.StatusCode is >= 400 and < 500)
            {
                return "";
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Counts partners. Nothing acknowledged is missing, and who names the version of the last answer never sees fewer than before.</summary>
    private async Task ReadAsync(bool namesVersion)
    {
        var (seen, version) = (0, "");
        while (!stop.IsCancellationRequested)
        {
            var least = namesVersion ? Latest(ref version) : 0;
            using var answer = await SendAsync(
                HttpMethod.Get,
                "/v1/partners?limit=1",
                body: null,
                namesVersion ? [(VersionHeader.Name, version)] : []
            );
            if (answer is not { StatusCode: HttpStatusCode.OK })
            {
                await Task.Delay(20);
                continue;
            }

            var most = Volatile.Read(ref begun);
            var total = TotalOf(await answer.Content.ReadAsStringAsync()) - shipped;
            if (total > most)
            {
                mistakes.Add($"{total} partners were read, and {most} were sent.");
            }

            if (namesVersion && (total < least || total < seen))
            {
                mistakes.Add(
                    $"{total} partners were read after {seen} were read and {least} were acknowledged, with the version {version}."
                );
            }

            (seen, version) = VersionOrNull(answer) is { } later ? (total, later) : (seen, version);
        }
    }

    /// <summary>The coverage is that of one of the two states, figure by figure.</summary>
    private async Task ReadCoverageAsync(IReadOnlySet<string> states)
    {
        while (!stop.IsCancellationRequested)
        {
            using var answer = await SendAsync(HttpMethod.Get, "/v1/coverage", body: null);
            if (answer is { StatusCode: HttpStatusCode.OK } && !states.Contains(await answer.Content.ReadAsStringAsync()))
            {
                mistakes.Add("/v1/coverage had figures that no state of the registry had.");
            }
        }
    }

    /// <summary>The later one of the version that was read last and of that which the writer was told of last.</summary>
    private int Latest(ref string version)
    {
        lock (one)
        {
            if (!PublicPlace.TryParse(version, out var read) || !PublicPlace.TryParse(acknowledged.Version, out var written))
            {
                version = acknowledged.Version;
                return acknowledged.Number;
            }

            version = read.IsAtOrAfter(written) ? version : acknowledged.Version;
            return acknowledged.Number;
        }
    }

    /// <summary>Sends a request, and looks at an answer that is none. Null where there was no answer at all.</summary>
    private async Task<HttpResponseMessage?> SendAsync(
        HttpMethod method,
        string address,
        JsonObject? body,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            request.Headers.Authorization = key;
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            mistakes.Add($"{method} {address} got no answer: {e.Message}");
            Interlocked.Exchange(ref latestFailure, Environment.TickCount64);
            return null;
        }

        lock (one)
        {
            counts[answer.StatusCode] = counts.GetValueOrDefault(answer.StatusCode) + 1;
        }

        if (!answer.IsSuccessStatusCode)
        {
            Interlocked.Exchange(ref latestFailure, Environment.TickCount64);
            await CheckAsync($"{method} {address}", answer);
        }

        return answer;
    }

    private async Task CheckAsync(string request, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (
            answer.StatusCode != HttpStatusCode.ServiceUnavailable
            || answer.Headers.RetryAfter is null
            || answer.Content.Headers.ContentType?.MediaType != "application/problem+json"
        )
        {
            mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"{request} got {(int)answer.StatusCode}: {text}"));
        }
    }

    /// <summary>The version that the answer names. Null where the database failed between the act and the answer: the client goes on with the version that it has.</summary>
    private static string? VersionOrNull(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(VersionHeader.Name, out var names) ? names.Single() : null;

    private static int TotalOf(string list)
    {
        var total = JsonDocument.Parse(list).RootElement.GetProperty("total");
        return (total.ValueKind == JsonValueKind.Number ? total : total.GetProperty("certain")).GetInt32();
    }
}
