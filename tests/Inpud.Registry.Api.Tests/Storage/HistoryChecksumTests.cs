using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The history says when somebody altered it by another way than the program.</summary>
internal sealed class HistoryChecksumTests
{
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set place = 'Lyon' where id = 'asud'", null));
        await server.WriteAsync(("update groups set place = 'Lille' where id = 'asud'", null));
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Verify_WhenTheHistoryIsAsWritten_FindsNothing() => Assert.That(await ProblemsAsync(), Is.Empty);

    [TestCase("update changes set reason = 'Another.' where id = 2")]
    [TestCase("update changes set before = '{}' where id = 2")]
    [TestCase("delete from changes where id = 2")]
    [TestCase("update changes set at = '2020-01-01T00:00:00.0000000Z' where id = 1")]
    public async Task Verify_WhenTheHistoryWasAltered_SaysWhere(string alteration)
    {
        await using (var file = new SqliteConnection(server.Database.ConnectionString))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = alteration;
            await command.ExecuteNonQueryAsync();
        }

        Assert.That(await ProblemsAsync(), Has.Exactly(1).StartsWith("The history was altered at or before its entry"));
    }

    private Task<IReadOnlyList<string>> ProblemsAsync() =>
        server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);
}
