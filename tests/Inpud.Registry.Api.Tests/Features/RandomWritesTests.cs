using System.Collections.Concurrent;
using System.Text.Json;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>No sequence of accepted writes by several concurrent stewards breaks a rule, a history or the feed.</summary>
internal sealed class RandomWritesTests
{
    private const int Clients = 4;
    private const int WritesOfEach = 60;

    private readonly ConcurrentDictionary<string, byte> records = [];
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        records.Clear();
        foreach (
            var shipped in new[]
            {
                $"groups/{Shipped.Asud}",
                $"groups/{Shipped.Catnpud}",
                $"memberships/{Shipped.EuronpudAsud}",
                $"memberships/{Shipped.EuronpudCatnpud}",
                "networks/euronpud",
                "networks/inwud",
                $"representatives/{Shipped.EuronpudJohnMelhus}",
                $"representatives/{Shipped.EnpudVacant}",
                $"office-terms/{Shipped.ViceChairLouiseBealeVincent}",
                "headquarters/africanpud-ke",
                "claims/africanpud-15",
            }
        )
        {
            records[shipped] = 0;
        }
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Registry_WhenManyStewardsWriteAtOnce_KeepsItsRulesItsHistoryAndItsFeed(int seed)
    {
        var codes = new ConcurrentDictionary<int, int>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async client =>
                {
                    var random = new Random((seed * 100) + client);
                    for (var i = 0; i < WritesOfEach; i++)
                    {
                        using var response = await WriteAsync(random);
                        codes.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
                        var text = await response.Content.ReadAsStringAsync();
                        Assert.That((int)response.StatusCode, Is.AnyOf(200, 201, 400, 404, 409, 412, 422), text);
                        if (response.Headers.Location is { } location)
                        {
                            records[location.OriginalString["/v1/".Length..^"/record".Length]] = 0;
                        }
                    }
                })
        );

        Assert.That(codes.GetValueOrDefault(200) + codes.GetValueOrDefault(201), Is.GreaterThan(40), "enough has to be accepted");
        Assert.That(codes.GetValueOrDefault(409) + codes.GetValueOrDefault(422), Is.GreaterThan(20), "enough has to be refused");
        // The next day, the groups that agreed to be counted are counted.
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.TextAsync("/v1/groups");
        await using (var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            Assert.That(await WholeRegistry.BrokenRulesAsync(write), Is.Empty);
            await AssertHistoryAsync(write);
            await AssertFeedAsync(write);
        }

        await AssertComesInAgainAsync();
    }

    /// <summary>Another registry can import the export. The same registry can, too, and changes nothing.</summary>
    private async Task AssertComesInAgainAsync()
    {
        foreach (var exported in new[] { await server.ExportAsync(), await FullExportAsync() })
        {
            await using var empty = await RegistryServer.StartEmptyAsync();
            empty.Clock.SetUtcNow(server.Clock.GetUtcNow());
            var key = await empty.KeyAsync(expires: null, "registry");
            await empty.ReportAsync(key, exported);
            var again = await server.ReportAsync(registry, exported);

            Assert.That(again.GetProperty("written").GetBoolean(), Is.False);
            foreach (var form in new[] { "zip", "ndjson", "sqlite" })
            {
                Assert.That(await empty.ExportAsync(form), Is.EqualTo(await server.ExportAsync(form)), form);
            }
        }
    }

    private async Task<byte[]> FullExportAsync()
    {
        using var file = new MemoryStream();
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        await FullPackage.WriteAsync(read, file, IWork.Silent, CancellationToken.None);
        return file.ToArray();
    }

    private async Task<HttpResponseMessage> WriteAsync(Random random)
    {
        const string Cited = "\"source\":\"registry-curation\",\"reason\":\"r\"";
        var period = Pick(random, "2015/..", "2020/2022", "2023/2024", "2025/..", "/..", "2018/2019-06", "2024/2020");
        var country = Pick(random, "FR", "ES", "NO", "KE");
        var network = Pick(random, "euronpud", "inwud", "africanpud");
        var person = Pick(random, "\"john-melhus\"", "\"louise-beale-vincent\"", "\"kassim-nyuni\"", "null");
        var group = Pick(random, "groups").Split('/')[1];
        switch (random.Next(16))
        {
            case 0:
                return await PostAsync(
                    "groups",
                    $$"""{"name":"Group {{random.Next(12)}}","country":"{{country}}","period":"{{period}}","ledByPeopleWhoUseDrugs":true,{{Cited}}}"""
                );
            case 1:
                return await PostAsync(
                    $"groups/{group}/consents",
                    $$"""{"scope":"{{Pick(random, "public", "country")}}","given":"2026-01-01","givenTo":"x","reason":"r"}"""
                );
            case 2 or 3:
                return await PostAsync($"networks/{network}/memberships", $$"""{"group":"{{group}}","period":"{{period}}",{{Cited}}}""");
            case 4:
                return await PostAsync(
                    $"networks/{network}/representatives",
                    $$"""{"person":{{person}},"country":{{(person == "null" ? "null" : $"\"{country}\"")}},"period":"{{period}}",{{Cited}}}"""
                );
            case 5:
                return await PostAsync(
                    $"board/offices/{Pick(random, "chair", "vice-chair")}/terms",
                    $$"""{"person":{{person}},"period":"{{period}}",{{Cited}}}"""
                );
            case 6:
                return await PostAsync(
                    $"networks/{network}/individuals",
                    $$"""{"country":"{{country}}","people":{{random.Next(9)}},"visibility":"public","consentGiven":"2025-06-01","period":"{{period}}",{{Cited}}}"""
                );
            case 7:
                return await PostAsync($"networks/{network}/claims", $$"""{"countries":12,"period":"{{period}}",{{Cited}}}""");
            case 8:
                return await OnAsync(HttpMethod.Post, Pick(random, ""), "withdrawal", """{"reason":"r"}""");
            case 9:
                return await ChangeAsync(
                    Pick(random, "networks"),
                    Pick(
                        random,
                        """{"period":"2011/2024","observed":null,"reason":"r"}""",
                        """{"admits":["individual","group"],"reason":"r"}""",
                        """{"remit":{"countries":["FR","ES","KE","NO"]},"reason":"r"}""",
                        """{"remit":{"countries":["FR"]},"reason":"r"}"""
                    )
                );
            case 10 or 11:
                return await ChangeAsync(
                    Pick(random, "groups"),
                    Pick(
                        random,
                        """{"visibility":"public","reason":"r"}""",
                        """{"visibility":"country","reason":"r"}""",
                        """{"visibility":"private","reason":"r"}""",
                        $$"""{"country":"{{country}}","reason":"r"}""",
                        """{"ledByPeopleWhoUseDrugs":null,"reason":"r"}""",
                        """{"names":[{"name":"Other","kind":"alias","source":"registry-curation"}],"reason":"r"}""",
                        $$"""{"period":"{{period}}","observed":null,"reason":"r"}"""
                    )
                );
            default:
                var resource = Pick(random, "memberships", "representatives", "office-terms", "individuals", "claims");
                var record = Pick(random, resource);
                return await ChangeAsync(record, $$"""{"period":"{{period}}","observed":null,"reason":"r"}""");
        }
    }

    /// <summary>A value, or a record where the value names a kind of record.</summary>
    private string Pick(Random random, params string[] values)
    {
        if (values.Length > 1)
        {
            return values[random.Next(values.Length)];
        }

        var known = records.Keys.Where(key => key.StartsWith(values[0], StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return known.Count == 0 ? "claims/africanpud-15" : known[random.Next(known.Count)];
    }

    private Task<HttpResponseMessage> PostAsync(string address, string body) =>
        server.SendJsonAsync(HttpMethod.Post, $"/v1/{address}", body, registry);

    private Task<HttpResponseMessage> ChangeAsync(string record, string body) => OnAsync(HttpMethod.Patch, record, "record", body);

    private async Task<HttpResponseMessage> OnAsync(HttpMethod method, string record, string what, string body)
    {
        using var read = await server.GetAsync($"/v1/{record}/record", registry);
        return await server.SendJsonAsync(
            method,
            $"/v1/{record}/{what}",
            body,
            registry,
            ("If-Match", read.Headers.ETag?.ToString() ?? "*")
        );
    }

    private sealed record ChangeRow
    {
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
    }

    /// <summary>Each change of a record begins where the one before it ended.</summary>
    private static async Task AssertHistoryAsync(WriteSession write)
    {
        var changes = await write.QueryAsync<ChangeRow>("select * from changes where after is not null order by id");
        foreach (var record in changes.GroupBy(change => (change.Resource, change.ResourceId)))
        {
            // A network's or a group's record shows its memberships too, which have a history of their own.
            foreach (var (before, after) in record.Zip(record.Skip(1)).Where(_ => record.Key.Resource is not "groups"))
            {
                Assert.That(after.Before, Is.EqualTo(before.After), $"{record.Key}");
            }
        }
    }

    /// <summary>Reading the feed from its start gives the public registry.</summary>
    private async Task AssertFeedAsync(WriteSession write)
    {
        var feed = new Dictionary<string, string>();
        string? after = null;
        do
        {
            var page = await server.JsonAsync($"/v1/changes?limit=200{(after is null ? "" : $"&after={after}")}");
            foreach (var entry in page.GetProperty("items").EnumerateArray())
            {
                var key = $"{entry.GetProperty("resource").GetString()} {entry.GetProperty("id").GetString()}";
                if (entry.GetProperty("record") is { ValueKind: JsonValueKind.Object } record)
                {
                    feed[key] = JsonSerializer.Serialize(record);
                }
                else
                {
                    feed.Remove(key);
                }
            }

            after = page.GetProperty("next").GetString();
        } while (after is not null);

        var shown = new Dictionary<string, string>();
        foreach (var kind in PublicRecordKind.All)
        {
            foreach (var (id, record) in await server.Services.GetRequiredService<PublicRecords>().ReadAsync(write, kind))
            {
                shown[$"{kind.Resource} {id}"] = JsonSerializer.Serialize(record);
            }
        }

        Assert.That(feed, Is.EquivalentTo(shown));
    }
}
