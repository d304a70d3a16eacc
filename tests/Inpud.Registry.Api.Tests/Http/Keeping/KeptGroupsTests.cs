using System.Net;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Provenance;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>The answer about a group is kept until something that it shows has changed: the group, or what came before and after it.</summary>
internal sealed class KeptGroupsTests
{
    private const string Asud = $"/v1/groups/{Shipped.Asud}";
    private const string Catnpud = $"/v1/groups/{Shipped.Catnpud}";
    private const string Metzineres = $"/v1/groups/{Shipped.Metzineres}";

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        key = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Group_WhenAnotherOneChanges_IsStillKept()
    {
        await server.TextAsync(Asud);
        var first = await server.AnswerAsync(HttpMethod.Get, Asud);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(Catnpud, """{"place":"Elsewhere","correction":true,"reason":"r"}""");
        var before = server.Kept().Hits;
        var second = await server.AnswerAsync(HttpMethod.Get, Asud);

        Assert.That(server.Kept().Hits, Is.EqualTo(before + 1));
        Assert.That(second, Is.EqualTo(await server.AnewAsync(HttpMethod.Get, Asud)));
        Assert.That(second, Is.Not.EqualTo(first), "Last-Modified is that of the registry");
    }

    /// <summary>Others see a commit a moment before its writer goes on.</summary>
    [Test]
    public async Task Group_WhenAnotherOneWasCommittedAndItsWriterHasNotGoneOn_IsStillKept()
    {
        await server.TextAsync(Asud);
        await using var write = await WriteCatnpudAsync();
        await write.CommitAsync(CancellationToken.None);
        var before = server.Kept().Hits;

        Assert.That(await server.TextAsync(Catnpud), Does.Contain("Elsewhere"));
        await server.TextAsync(Asud);
        Assert.That(server.Kept().Hits, Is.EqualTo(before + 1));
    }

    /// <summary>The write of another process gets the number of the one that was given up.</summary>
    [Test]
    public async Task Group_WhenAnotherProcessWritesAfterACommitThatFailed_IsMadeAnew()
    {
        await using var other = await RegistryServer.StartWithAsync(server.Database.Argument);
        await server.TextAsync(Asud);
        await using (var write = await WriteCatnpudAsync())
        {
            Assert.That(() => write.CommitAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        }

        await ChangeAsync(other, Asud, """{"place":"Far away","correction":true,"reason":"r"}""");

        Assert.That(await server.TextAsync(Asud), Does.Contain("Far away"));
    }

    private async Task<WriteSession> WriteCatnpudAsync()
    {
        var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        await write.ExecuteAsync("update groups set place = 'Elsewhere' where id = @id", new { id = Shipped.Catnpud });
        await write.RecordAsync(new Change(write.Now, "a test", "change", "groups", Shipped.Catnpud, Before: null, After: "{}", "r"));
        await server.Services.GetRequiredService<PublicLog>().NoteAsync(write, "groups", Shipped.Catnpud);
        return write;
    }

    [TestCase("""{"place":"Elsewhere","correction":true,"reason":"r"}""")]
    [TestCase("""{"names":[{"name":"Another name","kind":"abbreviation","source":"registry-curation"}],"reason":"r"}""")]
    [TestCase("""{"visibility":"private","reason":"r"}""")]
    public async Task Group_WhenItChanges_IsMadeAnew(string patch)
    {
        await server.TextAsync(Asud);
        await ChangeAsync(Asud, patch);

        Assert.That(await server.AnswerAsync(HttpMethod.Get, Asud), Is.EqualTo(await server.AnewAsync(HttpMethod.Get, Asud)));
    }

    [Test]
    public async Task Group_WhenAnotherOneSaysThatItCameAfter_IsMadeAnew()
    {
        await server.TextAsync(Metzineres);
        await ChangeAsync(Catnpud, Succession);

        Assert.That(await server.TextAsync(Metzineres), Does.Contain("predecessors\":[{"));
        Assert.That(await server.TextAsync(Catnpud), Does.Contain("successors\":[{"));
    }

    [Test]
    public async Task Group_WhenWhatCameBeforeIsRenamed_IsMadeAnew()
    {
        await ChangeAsync(Catnpud, Succession);
        await server.TextAsync(Metzineres);
        await server.TextAsync(Metzineres);
        await ChangeAsync(Catnpud, """{"name":"CATNPUD under another name","correction":true,"reason":"r"}""");
        Assert.That(await server.TextAsync(Metzineres), Does.Contain("under another name"));

        await ChangeAsync(Catnpud, """{"successors":[],"reason":"r"}""");
        Assert.That(await server.TextAsync(Metzineres), Does.Contain("predecessors\":[]"));
    }

    [Test]
    public async Task Group_WhenAnotherProcessWrites_IsMadeAnew()
    {
        await using var other = await RegistryServer.StartWithAsync(server.Database.Argument);
        await other.TextAsync(Asud);
        await ChangeAsync(Catnpud, """{"place":"Elsewhere","correction":true,"reason":"r"}""");
        await ChangeAsync(Asud, """{"place":"Far away","correction":true,"reason":"r"}""");

        Assert.That(await other.TextAsync(Asud), Does.Contain("Far away"));
    }

    /// <summary>One of two processes sees a write of its own after one of the other's: it does not know which groups those two changed.</summary>
    [Test]
    public async Task Group_WhenTwoProcessesWrite_IsMadeAnew()
    {
        await using var other = await RegistryServer.StartWithAsync(server.Database.Argument);
        await server.TextAsync(Asud);
        await ChangeAsync(other, Asud, """{"place":"Far away","correction":true,"reason":"r"}""");
        await ChangeAsync(Catnpud, """{"place":"Elsewhere","correction":true,"reason":"r"}""");

        Assert.That(await server.TextAsync(Asud), Does.Contain("Far away"));
    }

    private static readonly string[] Lists =
    [
        "/v1/groups",
        "/v1/groups?limit=2&sort=-country",
        "/v1/groups?network=any&certainty=certain",
        "/v1/groups?country=ES",
        "/v1/groups?q=asud",
        "/v1/groups?asOf=2020-01-01",
        "/v1/networks/euronpud/groups",
        "/v1/groups.csv",
    ];

    /// <summary>Each item is written once for all lists. A service that keeps nothing writes all of them anew.</summary>
    [Test]
    public async Task Lists_WhenGroupsChange_AreThoseOfAServiceThatKeepsNothing()
    {
        await using var other = await RegistryServer.StartWithAsync(server.Database.Argument, "--Registry:Limits:KeptAnswersBytes=0");
        await AssertListsAsync(other, "before any write");
        foreach (
            var (address, patch) in new[]
            {
                (Asud, """{"place":"Elsewhere","correction":true,"reason":"r"}"""),
                (Asud, """{"name":"ASUD under another name","since":"2020","reason":"r"}"""),
                (Catnpud, """{"type":"service","correction":true,"reason":"r"}"""),
                ("/v1/networks/euronpud", """{"abbreviation":"EuroNPUD!","reason":"r"}"""),
                (Asud, """{"visibility":"private","reason":"r"}"""),
                ($"/v1/memberships/{Shipped.EuronpudCatnpud}", """{"period":"2015/2019","observed":null,"reason":"r"}"""),
            }
        )
        {
            await ChangeAsync(address, patch);
            await AssertListsAsync(other, patch);
        }

        Assert.That(await server.TextAsync("/v1/groups"), Does.Not.Contain("ASUD"));
    }

    private async Task AssertListsAsync(RegistryServer other, string when)
    {
        foreach (var list in Lists)
        {
            Assert.That(
                await server.AnswerAsync(HttpMethod.Get, list),
                Is.EqualTo(await other.AnswerAsync(HttpMethod.Get, list)),
                $"{when}: {list}"
            );
        }
    }

    private const string Succession =
        """{"successors":[{"successor":"metzineres","kind":"merger","source":"registry-curation"}],"reason":"They merged."}""";

    private Task ChangeAsync(string group, string patch) => ChangeAsync(server, group, patch);

    private async Task ChangeAsync(RegistryServer at, string group, string patch)
    {
        using var written = await at.SendJsonAsync(HttpMethod.Patch, $"{group}/record", patch, key, ("If-Match", "*"));
        Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.OK), await written.Content.ReadAsStringAsync());
    }
}
