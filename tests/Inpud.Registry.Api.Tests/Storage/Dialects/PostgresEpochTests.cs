using Dapper;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>A PostgreSQL server is restored by its own programs, and another epoch begins all the same. What a client meets then is in the tests of cursors after a restore.</summary>
[OnBoth]
internal sealed class PostgresEpochTests
{
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartOnAsync(onServer: true);

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Epoch_WhenTheServiceStartsAgain_IsTheSame()
    {
        var before = await EpochAsync();
        await server.Database.RunAsync("vacuum full pg_description");
        await server.Database.RunAsync("vacuum freeze pg_description");
        await RegistryService.PrepareDatabaseAsync(server.Services, CancellationToken.None);
        await server.TextAsync("/v1/networks");

        Assert.That(await EpochAsync(), Is.EqualTo(before));
        Assert.That(await RestoresAsync(), Is.Zero);
    }

    [Test]
    public async Task Epoch_WhenACopyTakesTheNameOfTheDatabase_IsAnother()
    {
        var before = await EpochAsync();
        await server.Database.TakeTheCopyAsync();
        await server.TextAsync("/v1/networks");
        await server.TextAsync("/v1/groups");

        Assert.That(await EpochAsync(), Is.Not.EqualTo(before));
        Assert.That(await RestoresAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Epoch_WhenACommandIsTheFirstAfterTheRestore_IsAnother()
    {
        var before = await EpochAsync();
        await (await server.CopyAsync())();
        var (exitCode, _, error) = await RegistryCommand.RunAsync("keys", "list", server.Database.Argument);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(await EpochAsync(), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task Epoch_WhenManyNoticeTheRestoreAtOnce_BeginsOnce()
    {
        await (await server.CopyAsync())();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.TextAsync("/v1/networks")));

        Assert.That(await RestoresAsync(), Is.EqualTo(1));
    }

    private async Task<string> EpochAsync()
    {
        await using var opened = await server.Database.OpenAsync();
        return await opened.QuerySingleAsync<string>("select name from epoch");
    }

    private async Task<int> RestoresAsync()
    {
        await using var opened = await server.Database.OpenAsync();
        return await opened.QuerySingleAsync<int>("select count(*) from changes where action = 'restore'");
    }
}
