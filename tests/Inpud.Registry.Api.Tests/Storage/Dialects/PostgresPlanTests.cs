using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>Which tables the public reads go through on a PostgreSQL server. The addresses come from the contract.</summary>
[OnBoth]
internal sealed class PostgresPlanTests
{
    private const int Groups = 700;

    /// <summary>The tables of the server alone that stay small, with the reason.</summary>
    private static readonly Dictionary<string, string> SmallOnServer = new() { ["registry_touch"] = "One row." };

    /// <summary>The statements that go through a table that grows, each by a mark in it, with the reason.</summary>
    private static readonly (string Mark, string Why)[] Scanning =
    [
        (
            "select count(*) as certain, 0 as possible from public_sources",
            "The sources are counted by looking. There are fewer of them than of groups."
        ),
        ("from public_people order by id", "The sitemap names everybody who is public: holders of seats, offices and posts, who are few."),
    ];

    /// <summary>
    /// Has the server believe that the tables that grow have a thousand times as many rows, and that an empty one has some. Its choices follow the numbers that it keeps, and in a small table it rightly
    /// chooses a walk through all rows, though there is an index.
    /// </summary>
    private static string PretendSize { get; } =
        $"""
            update pg_class set reltuples = case when reltuples > 0 then 1000 * reltuples else -1 end
            where relkind = 'r' and relnamespace = cast('public' as regnamespace)
            and relname not in ({string.Join(", ", SmallTables.Why.Keys.Concat(SmallOnServer.Keys).Select(table => $"'{table}'"))})
            """;

    [Test]
    public async Task Read_WhenTheServerTellsItsPlans_GoesThroughNoTableThatGrows()
    {
        var plans = new ServerPlans();
        await using var server = await RegistryServer.StartExplainingAsync(plans);
        await server.AddExampleRecordsAsync();
        await GrownRegistry.AddAsync(server, 1, Groups);
        await server.Database.RunAsync("analyze");
        await server.Database.RunAsync(PretendSize);

        foreach (var address in ReadAddresses.Of(ReadOperation.Public))
        {
            await AskAsync(server, address);
        }

        var scans = plans
            .Scans.Select(of =>
                (Statement: of.Key, Tables: of.Value.Where(table => !IsSmall(table)).Order(StringComparer.Ordinal).ToList())
            )
            .Where(of => of.Tables.Count > 0)
            .Select(of => $"{string.Join(", ", of.Tables)}: {of.Statement}")
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(plans.Scans, Has.Count.GreaterThan(100), "the server has to tell");
            Assert.That(
                string.Join("\n\n", scans.Where(scan => !Scanning.Any(of => scan.Contains(of.Mark, StringComparison.Ordinal)))),
                Is.Empty
            );
            Assert.That(
                Scanning.Where(of => !scans.Exists(scan => scan.Contains(of.Mark, StringComparison.Ordinal))).Select(of => of.Mark),
                Is.Empty,
                "goes through none any more"
            );
        });
    }

    /// <summary>Asks for a page and, of a long list, for the one behind it, which begins elsewhere.</summary>
    private static async Task AskAsync(RegistryServer server, string address)
    {
        using var answer = await server.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.LessThan(500), $"{address}: {text}");
        if (
            address.Contains("limit=10", StringComparison.Ordinal)
            && answer.IsSuccessStatusCode
            && JsonDocument.Parse(text).RootElement.TryGetProperty("next", out var next)
            && next.GetString() is { } after
        )
        {
            using var behind = await server.GetAsync(ReadOperation.With(address, "after", after));
            Assert.That(behind.IsSuccessStatusCode, Is.True, address);
        }
    }

    private static bool IsSmall(string table) => SmallTables.Why.ContainsKey(table) || SmallOnServer.ContainsKey(table);
}
