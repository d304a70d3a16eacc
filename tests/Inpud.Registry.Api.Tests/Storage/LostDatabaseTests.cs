using System.Net;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The database is taken away under the running service. Nothing is confirmed that is not kept, and nothing is made in its place.</summary>
internal sealed class LostDatabaseTests
{
    private const string Group = """{"name":"Haki","country":"KE","period":"2012/..","source":"registry-curation","reason":"r"}""";

    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    private string Folder => Path.GetDirectoryName(server.Database.File)!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        await server.TextAsync("/v1/networks");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Service_WhenTheDatabaseIsTakenAway_AnswersThatItCannotUseItUntilItIsThereAgain()
    {
        await server.Database.TakeAwayAsync();
        await AssertUnusableAsync();
        await server.Database.GiveBackAsync();
        using var written = await server.SendJsonAsync(HttpMethod.Post, "/v1/groups", Group, registry);

        Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(await server.TextAsync("/v1/groups"), Does.Contain("ASUD"));
    }

    [Test]
    [OfTheFile]
    public async Task Service_WhenTheFileIsDeleted_AnswersThatItCannotUseIt()
    {
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Delete(file);
        }

        await AssertUnusableAsync();
        Assert.That(Directory.GetFiles(Folder), Is.Empty, "no other database is made in its place");
    }

    [Test]
    [OfTheFile]
    public async Task Service_WhenTheFileIsReplacedByACopy_AnswersThatItCannotUseIt()
    {
        var copy = server.Database.File + ".copy";
        await File.WriteAllBytesAsync(copy, await File.ReadAllBytesAsync(server.Database.File));
        File.Move(copy, server.Database.File, overwrite: true);

        await AssertUnusableAsync();
    }

    [Test]
    [OfTheFile]
    public async Task Service_WhenTheFileIsReplacedWhileAWriterWaits_ConfirmsNothing()
    {
        var copy = server.Database.File + ".copy";
        await File.WriteAllBytesAsync(copy, await File.ReadAllBytesAsync(server.Database.File));
        // The first use of a key is noted by a write of its own, and that is not the one that has to wait.
        using var used = await server.GetAsync("/v1/key", registry);
        Task<HttpResponseMessage> waiting;
        await using (var other = new SqliteConnection(server.Database.ConnectionString))
        {
            await other.OpenAsync();
            await using var locked = other.BeginTransaction(deferred: false);
            waiting = server.SendJsonAsync(HttpMethod.Post, "/v1/groups", Group, registry);
            await Task.Delay(200);
            Assert.That(waiting.IsCompleted, Is.False, "it waits for the lock");
            File.Move(copy, server.Database.File, overwrite: true);
        }

        using var answer = await waiting;
        await RegistryServer.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-unavailable");
    }

    [Test]
    [OfTheFile]
    public async Task Service_WhenTheFileIsDamaged_AnswersThatItCannotUseIt()
    {
        server.CloseConnections();
        await File.WriteAllTextAsync(server.Database.File, string.Concat(Enumerable.Repeat("These are my notes. ", 500)));

        await AssertUnusableAsync();
    }

    [Test]
    [OfTheFile]
    public async Task Service_WhenTheDiskIsFull_AnswersThatItCannotWriteAndGoesOnReading()
    {
        // A limit of pages is what a full disk is to SQLite. It holds for one connection: the only one of the pool, which the service takes next.
        server.CloseConnections();
        await using (var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync("pragma max_page_count = 1");
        }

        var written = 0;
        for (; written < 500; written++)
        {
            using var answer = await server.SendJsonAsync(HttpMethod.Post, "/v1/groups", Named($"Haki {written}"), registry);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                await RegistryServer.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-unavailable");
                break;
            }
        }

        Assert.That(written, Is.LessThan(500), "the limit has to be reached");
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        Assert.That(await read.SingleAsync<int>("select count(*) from groups where name like 'Haki %'"), Is.EqualTo(written));
        Assert.That(await server.TextAsync("/v1/groups"), Does.Contain("ASUD"));
    }

    private static string Named(string name) =>
        $$"""{"name":"{{name}}","country":"KE","period":"2012/..","source":"registry-curation","reason":"r","note":"{{new string('a', 2000)}}"}""";

    private async Task AssertUnusableAsync()
    {
        using var written = await server.SendJsonAsync(HttpMethod.Post, "/v1/groups", Group, registry);
        using var read = await server.GetAsync("/v1/groups");
        using var ready = await server.GetAsync("/health/ready");
        foreach (var answer in new[] { written, read, ready })
        {
            await RegistryServer.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        }

        using var alive = await server.GetAsync("/health/live");
        Assert.That(alive.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
