using System.Net;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>What the statements of writes cost as the registry grows: none goes through a table that grows. Every other write waits as long as it takes.</summary>
[OfTheFile]
internal sealed class WritePlanTests
{
    /// <summary>The statements that go through a table that grows, each by a mark in it, with the reason.</summary>
    private static readonly (string Mark, string Why)[] Scanning =
    [
        ("sqlite_sequence:", "The last keys, a row for each of three tables."),
        ("select checksum from changes order by id desc limit 1", "The last row by its key."),
        (
            "groups: select id, counted_from is not null",
            "The groups that are counted and not named, by an index that has them alone. Once a day."
        ),
        (" where groups = 0", "The rows that are to go, by an index that has them alone."),
        (" where uses = 0", "The same."),
        ("public_name_words_config:", "The settings of the index of words."),
        ("delete from answered_writes where at < ", "Those before a moment, by an index that begins with them."),
        ("instr(body, ", "An erasure looks for the record in the answers of a week."),
        ("insert into networks ", "Only where an import has rows that name a record which is still to come. There are few networks."),
        ("update networks ", "The groups of a network that changes are shown anew, which are a good part of all."),
        ("from memberships where network_id = ", "The members of a network that changes are held against its rules."),
        ("select id from people where name_key = ", "There are few people: they hold seats, offices and posts."),
    ];

    private readonly QuerySteps steps = new() { KeepsStatements = true };

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartCountingAsync(steps);
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        await AskAsync();
        steps.ForgetStatements();
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>The writes come from the contract. Most examples are tried alone, and everything but the commit is done.</summary>
    [Test]
    public async Task Write_WhenTheExamplesOfTheContractAreExplained_GoesThroughNoTableThatGrows()
    {
        foreach (var example in WriteExample.All)
        {
            using var answer = await example.SendAsync(server, key);
            Assert.That((int)answer.StatusCode, Is.LessThan(500), $"{example.Method} {example.Write}");
        }

        await AssertNoneScansAsync(150);
    }

    [Test]
    public async Task Write_WhenItIsCommitted_GoesThroughNoTableThatGrows()
    {
        await WriteAsync(HttpMethod.Patch, $"/v1/groups/{Shipped.Asud}/record", """{"homepage":"https://example.org/","reason":"r"}""");
        await WriteAsync(
            HttpMethod.Post,
            $"/v1/groups/{Shipped.Asud}/consents",
            """{"scope":"public","given":"2026-01-15","givenTo":"A steward","until":"2027-01-20","reason":"r"}"""
        );
        await WriteAsync(HttpMethod.Patch, "/v1/networks/euronpud/record", """{"note":"A note.","reason":"r"}""");

        await AssertNoneScansAsync(50);
    }

    /// <summary>The first request of a day writes what the day changes.</summary>
    [Test]
    public async Task Day_WhenItBegins_GoesThroughNoTableThatGrows()
    {
        server.Clock.Advance(TimeSpan.FromDays(1));
        await AskAsync();

        await AssertNoneScansAsync(5);
    }

    private async Task AssertNoneScansAsync(int least)
    {
        await using var explained = new ExplainedStatements(server.Database.ConnectionString);
        var writes = steps.StatementsOf(nameof(IDialect.OpenForWriting));
        var scans = explained.Scans(writes).Where(scan => !Scanning.Any(of => scan.Contains(of.Mark, StringComparison.Ordinal)));

        Assert.Multiple(() =>
        {
            Assert.That(writes, Has.Count.GreaterThan(least));
            Assert.That(string.Join("\n", scans), Is.Empty);
        });
    }

    private async Task AskAsync()
    {
        using var answer = await server.GetAsync("/v1/groups/asud");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>Each write can be sent again.</summary>
    private async Task WriteAsync(HttpMethod method, string address, string body)
    {
        using var answer = await server.SendJsonAsync(method, address, body, key, ("If-Match", "*"), ("Idempotency-Key", address));
        Assert.That((int)answer.StatusCode, Is.AnyOf(200, 201), await answer.Content.ReadAsStringAsync());
    }
}
