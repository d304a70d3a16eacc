using System.Text.Json;
using Inpud.Registry.Api.Tests.Features.Coverage;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Networks;

/// <summary>
/// All lists tell one truth of a network: the same question has the same answer in each of them, and what a narrower question makes certain, a wider one does not leave open.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class NetworkCertaintyTests
{
    private static readonly string[] Standings = ["constituent", "board-represented"];

    /// <summary>Days around those on which the shipped facts begin, and days of which no fact says anything.</summary>
    private static readonly string[] Days = ["2012-10-26", "2022-07-31", "2023-01-01", "2025-08-31"];

    private static readonly string[] Networks =
    [
        "africanpud",
        "enpud",
        "euronpud",
        "inwud",
        "lanpud",
        "menanpud",
        "nanpud",
        "napud",
        "panpud",
    ];

    [TestCase(null)]
    [TestCase(1)]
    public async Task Certainty_WhenAListAsksLess_IsNeverLess(int? seed)
    {
        await using var server = await RegistryServer.StartAsync();
        if (seed is not null)
        {
            await server.WriteAsync([.. RandomRecords.Draw(new Random(seed.Value), Networks)]);
        }

        foreach (var day in Days)
        {
            var any = await RowsAsync(server, $"/v1/networks?standing=any&asOf={day}&limit=200", "id");
            var anyCoverage = await RowsAsync(server, $"/v1/coverage?standing=any&asOf={day}&limit=200", "network");
            Assert.That(anyCoverage, Is.EqualTo(any), $"the same question of two lists, {day}");
            foreach (var standing in Standings)
            {
                var narrower = await RowsAsync(server, $"/v1/networks?standing={standing}&asOf={day}&limit=200", "id");
                Assert.That(
                    await RowsAsync(server, $"/v1/coverage?standing={standing}&asOf={day}&limit=200", "network"),
                    Is.EqualTo(narrower),
                    day
                );
                AssertNeverLess(any, narrower, $"{standing} {day}");
            }

            foreach (var country in new[] { "KE", "FR" })
            {
                foreach (var narrower in new[] { $"documents={country}", $"country={country}" })
                {
                    AssertNeverLess(
                        any,
                        await RowsAsync(server, $"/v1/networks?standing=any&{narrower}&asOf={day}&limit=200", "id"),
                        $"{narrower} {day}"
                    );
                }
            }

            foreach (var network in Networks)
            {
                var expected = any.TryGetValue(network, out var certainty) ? new Dictionary<string, string> { [network] = certainty } : [];
                Assert.That(
                    await RowsAsync(server, $"/v1/networks?network={network}&asOf={day}", "id"),
                    Is.EqualTo(expected),
                    $"{network} {day}"
                );
                Assert.That(
                    await RowsAsync(server, $"/v1/coverage?network={network}&asOf={day}", "network"),
                    Is.EqualTo(expected),
                    $"{network} {day}"
                );
                Assert.That(
                    (await server.JsonAsync($"/v1/networks/{network}?asOf={day}")).GetProperty("certainty").GetString(),
                    Is.EqualTo(certainty ?? "none"),
                    $"{network} {day}"
                );
            }
        }
    }

    [Test]
    public async Task Network_WhenASourceSawItsStanding_CertainlyExistedThen()
    {
        await using var server = await RegistryServer.StartAsync();
        var before = await RowsAsync(server, "/v1/networks?standing=any&asOf=2022-06-30", "id");
        var after = await RowsAsync(server, "/v1/networks?standing=any&asOf=2023-01-01", "id");

        foreach (var network in new[] { "napud", "enpud", "menanpud" })
        {
            Assert.That(before[network], Is.EqualTo("possible"), network);
            Assert.That(after[network], Is.EqualTo("certain"), network);
        }
    }

    private static void AssertNeverLess(Dictionary<string, string> wider, Dictionary<string, string> narrower, string because) =>
        Assert.That(
            narrower.Where(row => !wider.TryGetValue(row.Key, out var certainty) || (row.Value == "certain" && certainty != "certain")),
            Is.Empty,
            because
        );

    private static async Task<Dictionary<string, string>> RowsAsync(RegistryServer server, string address, string id) =>
        (await server.JsonAsync(address))
            .GetProperty("items")
            .EnumerateArray()
            .ToDictionary(row => Text(row, id), row => Text(row, "certainty"));

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;
}
