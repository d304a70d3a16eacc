using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Http.Keeping;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>
/// Two registries are the same, but for what one of them hides: a group with all that belongs to it. Whoever may not see the group sends both every request of the contract, and tells them
/// apart by none of the answers.
/// </summary>
internal sealed partial class TwinsTests
{
    private const string Hidden = "hdden-grpsx";
    private static readonly (string, string) Browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    private RegistryServer with = null!;
    private RegistryServer without = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        with = await RegistryServer.StartAsShippedAsync();
        without = await RegistryServer.StartAsShippedAsync();
        // Both write at the same moments, so that times tell nothing.
        await with.WriteAsync(
            (
                $"""
                insert into groups (id, slug, name, name_key, country, visibility, kept_by, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('{Hidden}', 'umoja', 'Umoja', 'umoja', 'FR', 'public', 'euronpud', true, '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31', 'inpud-article')
                """,
                null
            ),
            (
                $"""
                insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('hdden-mbrsh', 'euronpud', '{Hidden}', '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'inpud-article')
                """,
                null
            ),
            (
                $"insert into group_names (group_id, name, name_key, kind, source_id) values ('{Hidden}', 'UMJ', 'umj', 'abbreviation', 'inpud-article')",
                null
            ),
            (
                $"insert into consents (id, group_id, scope, given, given_to, until) values ('hdden-cnsnt', '{Hidden}', 'public', '2025-01-18', 'steward', '2025-12-31')",
                null
            ),
            (
                $"insert into offers (id, group_id, kept_by, network_id, state, note, received) values ('hdden-ffrxx', '{Hidden}', 'euronpud', 'enpud', 'waiting', 'A note', '2026-01-10T09:00:00.0000000Z')",
                null
            ),
            (
                $$"""
                insert into proposals (id, network_id, group_id, state, stated, received) values (
                    'hdden-prpsl', 'inwud', '{{Hidden}}', 'waiting', '{"group":"{{Hidden}}","period":"2019/..","source":"registry-curation","reason":"r"}', '2026-01-10T09:00:00.0000000Z'
                )
                """,
                null
            ),
            (
                """
                insert into people (id, slug, name, name_key, visibility, kept_by, source_id)
                values ('hdden-prsnx', 'umoja-person', 'Umoja Person', 'umoja-person', 'withheld', 'euronpud', 'registry-curation')
                """,
                null
            )
        );
        await without.WriteAsync();
        await KeeperReadsAsync(with);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await with.DisposeAsync();
        await without.DisposeAsync();
    }

    /// <summary>The requests name the contract's examples, the hidden records, and records that no registry has.</summary>
    [TestCase(null)]
    [TestCase("panpud")]
    public async Task EveryRequest_WhenTheCallerMaySeeNothing_GetsTheSameAnswerOfBoth(string? network)
    {
        var keys = network is null
            ? (("", ""), ("", ""))
            : (await with.KeyAsync(expires: null, network), await without.KeyAsync(expires: null, network));
        var told = new List<string>();
        var (asked, kept, pages) = (0, 0, 0);
        foreach (var (method, address, body) in Requests())
        {
            var one = await AnswerAsync(with, method, address, body, keys.Item1);
            var other = await AnswerAsync(without, method, address, body, keys.Item2);
            asked++;
            if (one != other)
            {
                told.Add($"{method} {address}\n{one}\n{other}");
            }

            if (method == HttpMethod.Get && network is null)
            {
                var page = (
                    await AnswerAsync(with, method, address, body, keys.Item1, Browser),
                    await AnswerAsync(without, method, address, body, keys.Item2, Browser)
                );
                pages += page.Item1.StartsWith("200", StringComparison.Ordinal) ? 1 : 0;
                if (page.Item1 != page.Item2)
                {
                    told.Add($"page: {address}\n{page.Item1}\n{page.Item2}");
                }

                // The second answer is the kept one, where it can be kept. Both registries keep the same ones, or none.
                var hits = (with.Kept().Hits, without.Kept().Hits);
                var again = (
                    await AnswerAsync(with, method, address, body, keys.Item1),
                    await AnswerAsync(without, method, address, body, keys.Item2)
                );
                var isKept = (with.Kept().Hits > hits.Item1, without.Kept().Hits > hits.Item2);
                kept += isKept.Item1 ? 1 : 0;
                if (again != (one, one) || isKept.Item1 != isKept.Item2)
                {
                    told.Add($"again: {method} {address} {isKept}\n{again}\n{one}");
                }
            }
        }

        Assert.That(kept, network is null ? Is.GreaterThan(50) : Is.Zero);
        Assert.That(pages, network is null ? Is.GreaterThan(60) : Is.Zero);
        Assert.That(asked, Is.GreaterThan(250));
        Assert.That(told, Is.Empty);
    }

    private static IEnumerable<(HttpMethod Method, string Address, string? Body)> Requests()
    {
        foreach (
            var id in new string?[] { null, Hidden, "umoja", "hdden-mbrsh", "hdden-ffrxx", "hdden-prpsl", "hdden-prsnx", "nbdyx-hsthx" }
        )
        {
            foreach (var read in ReadOperation.All.Where(read => id is null || read.PathNames.Contains("id")))
            {
                yield return (HttpMethod.Get, read.AddressOf(name => name == "id" ? id : null), null);
            }

            foreach (
                var write in WriteOperation.All.Where(write => id is null || write.Template.Contains("{id}", StringComparison.Ordinal))
            )
            {
                var address = id is null ? write.Address : Regex.Replace(write.Template, @"\{(id|consent)\}", id);
                // The resource of an operation for all kinds.
                address = address.Replace("{resource}", "groups", StringComparison.Ordinal);
                yield return (new HttpMethod(write.Method), address, write.Example.ToJsonString());
            }
        }

        foreach (var named in new[] { Hidden, "umoja", "nbdyx-hsthx" })
        {
            var membership = $$"""{"group":"{{named}}","period":"2019/..","source":"registry-curation","reason":"r"}""";
            yield return (HttpMethod.Post, "/v1/networks/panpud/memberships", membership);
            yield return (HttpMethod.Post, "/v1/networks/panpud/proposals", membership);
        }

        yield return (
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Umoja","country":"FR","period":"2012/..","keptBy":"panpud","source":"registry-curation","reason":"r"}"""
        );
        foreach (var named in new[] { Hidden, "umoja", "nbdyx-hsthx", "hdden-prsnx", "umoja-person" })
        {
            yield return (HttpMethod.Get, $"/v1/groups/{named}", null);
            yield return (HttpMethod.Get, $"/groups/{named}", null);
            yield return (HttpMethod.Get, $"/people/{named}", null);
        }

        // The hidden group would be a member of the network, in the country, and its id in the part of the sitemap.
        foreach (
            var page in new[]
            {
                "/",
                "/networks/euronpud",
                "/countries/FR",
                "/groups",
                "/groups?network=euronpud",
                "/countries?documentedBy=euronpud",
            }
        )
        {
            foreach (var language in new[] { "fr", "ar" })
            {
                yield return (HttpMethod.Get, ReadOperation.With(page, "lang", language), null);
            }
        }

        yield return (HttpMethod.Get, "/sitemaps/groups-h.xml", null);
        foreach (var search in new[] { "umoja", "umj", "umoia" })
        {
            yield return (HttpMethod.Get, $"/v1/search?q={search}", null);
            yield return (HttpMethod.Get, $"/search?q={search}", null);
            yield return (HttpMethod.Get, $"/v1/groups?q={search}", null);
            yield return (HttpMethod.Get, $"/v1/key/groups?q={search}", null);
        }
    }

    /// <summary>Status, headers and body. Ids and tags that a registry makes at random are each replaced by the number of their first place in the answer.</summary>
    private static async Task<string> AnswerAsync(
        RegistryServer server,
        HttpMethod method,
        string address,
        string? body,
        (string, string) key,
        params (string, string)[] asks
    )
    {
        using var answer = body is null
            ? await server.SendAsync(method, address, key.Item1.Length == 0 ? asks : [key, .. asks])
            : await server.SendJsonAsync(method, address, body, key, ("If-Match", "*"));
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        var text =
            $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{(await answer.Content.ReadAsStringAsync()).Replace(server.Whole("/"), "/", StringComparison.Ordinal)}";
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        return MadeAtRandom()
            .Replace(
                text,
                made =>
                {
                    seen.TryAdd(made.Value, $"made-{seen.Count}");
                    return seen[made.Value];
                }
            );
    }

    /// <summary>The keeper looks at its group: the notes of that are in a file that others' answers do not depend on.</summary>
    private static async Task KeeperReadsAsync(RegistryServer server)
    {
        using var read = await server.GetAsync($"/v1/groups/{Hidden}/record", await server.KeyAsync(expires: null, "euronpud"));
        Assert.That(read.IsSuccessStatusCode, Is.True);
    }

    [GeneratedRegex(
        "\"traceId\":\"[^\"]*\"|k-[0-9a-f]{8}|\\b[0-9a-z]{5}-[0-9a-z]{5}\\b|-[0-9a-z]{4}(?=\")|\"[0-9a-f]{32}\"|[0-9a-f]{64}|[0-9a-f]{8}-\\d+|a-[0-9a-f]{8}|sha-256=:[^:]*:",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex MadeAtRandom();
}
