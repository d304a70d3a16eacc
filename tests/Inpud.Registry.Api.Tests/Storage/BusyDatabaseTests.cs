using System.Net;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>While a long write is under way, such as a large import, reads work, also with a key, and other writers are told to try again.</summary>
internal sealed class BusyDatabaseTests
{
    private const string Group =
        """{ "name": "Umoja", "country": "KE", "period": "2012/..", "ledByPeopleWhoUseDrugs": true, "keptBy": "africanpud", "source": "registry-curation", "reason": "r" }""";

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync("--Registry:Limits:DatabaseWaitSeconds=1");
        key = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Requests_WhenTheServiceItselfWrites_ReadAndAreToldToComeAgain()
    {
        await using (await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            await ExpectReadsAndNoWritesAsync();
        }

        using var later = await server.SendJsonAsync(HttpMethod.Post, "/v1/groups", Group, key);
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Created), await later.Content.ReadAsStringAsync());
    }

    /// <summary>The import takes longer than a writer waits for any other write.</summary>
    [Test]
    public async Task Write_WhenAnImportIsUnderWay_WaitsForIt()
    {
        using var database = new Database(
            server.Services.GetRequiredService<IDialect>(),
            TimeProvider.System,
            TimeSpan.FromMilliseconds(20)
        );
        var import = await database.WriteAsync(CancellationToken.None);
        await Assert.ThatAsync(() => database.WriteAsync(CancellationToken.None), Throws.TypeOf<DatabaseBusyException>());
        await database.ExpectManyRowsAsync(import);
        var write = database.WriteAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        var waits = !write.IsCompleted;
        using var read = await server.GetAsync("/v1/groups", key);
        await import.DisposeAsync();
        await using var written = await write;

        Assert.That(waits, Is.True, "The write did not wait.");
        Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await Assert.ThatAsync(() => database.WriteAsync(CancellationToken.None), Throws.TypeOf<DatabaseBusyException>());
    }

    [Test]
    public async Task Requests_WhenAnotherProgramWrites_ReadAndAreToldToComeAgain()
    {
        await using var locked = await server.Database.LockAsync();

        await ExpectReadsAndNoWritesAsync();
    }

    /// <summary>Two databases of one process know as little of each other as two processes do.</summary>
    [Test]
    public async Task Write_WhenAnImportOfAnotherProcessIsUnderWay_WaitsForIt()
    {
        await using var other = RegistryApp.Build([server.Database.Argument, "--Logging:LogLevel:Default=None"]);
        var theirs = other.Services.GetRequiredService<Database>();
        var mine = server.Services.GetRequiredService<Database>();
        var import = await theirs.WriteAsync(CancellationToken.None);
        await theirs.ExpectManyRowsAsync(import);
        var writes = Enumerable.Range(0, 2).Select(_ => Task.Run(() => WriteAndEndAsync(mine))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(4));
        var wait = writes.All(write => !write.IsCompleted);
        await import.DisposeAsync();
        await Task.WhenAll(writes);

        Assert.That(wait, Is.True, "The writes did not wait.");
        await using var another = await theirs.WriteAsync(CancellationToken.None);
        await Assert.ThatAsync(() => WriteAndEndAsync(mine), Throws.InstanceOf<System.Data.Common.DbException>());
    }

    private static async Task WriteAndEndAsync(Database database)
    {
        await using var write = await database.WriteAsync(CancellationToken.None);
    }

    /// <summary>What is only noted on the way is left to a later request: nobody waits for the lock of another program for it.</summary>
    [Test]
    public async Task Read_WhenAnotherProgramWrites_DoesNotWaitForIt()
    {
        await using var patient = await RegistryServer.StartWithAsync("--Registry:Limits:DatabaseWaitSeconds=60");
        var mine = await patient.KeyAsync(expires: null, "registry");
        await using (await patient.Database.LockAsync())
        {
            using var answer = await patient.GetAsync("/v1/key", mine).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        using var later = await patient.GetAsync("/v1/key", mine);
        await using var read = await patient.Services.GetRequiredService<Database>().ReadAsync();
        Assert.That(await read.SingleAsync<int>("select count(*) from key_uses"), Is.EqualTo(1));
    }

    private async Task ExpectReadsAndNoWritesAsync()
    {
        using var mine = await server.GetAsync("/v1/key", key);
        using var list = await server.GetAsync("/v1/groups", key);
        using var write = await server.SendJsonAsync(HttpMethod.Post, "/v1/groups", Group, key);

        Assert.That(mine.StatusCode, Is.EqualTo(HttpStatusCode.OK), await mine.Content.ReadAsStringAsync());
        Assert.That(list.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await RegistryServer.ProblemAsync(write, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        Assert.That(write.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }
}
