using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The check of the history finds an entry that somebody altered without the program.</summary>
internal sealed class HistoryChecksumTests
{
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        await server.WriteAsync(("update groups set place = 'Lille' where slug = 'asud'", null));
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
        await server.Database.ChangeByHandAsync(alteration);
        Assert.That(await ProblemsAsync(), Has.Exactly(1).StartsWith("The history was altered at or before its entry"));
    }

    [Test]
    public async Task Verify_WhenAConsentRanOutSinceSomebodyAsked_FindsNothingAndWritesNothing()
    {
        await server.WriteAsync(
            ("update groups set visibility_basis = null where slug = 'asud'", null),
            (
                "insert into consents (id, group_id, scope, given, until) values ('c-test', (select id from groups where slug = 'asud'), 'public', '2026-01-01', '2026-01-20')",
                null
            )
        );
        server.Clock.Advance(TimeSpan.FromDays(10));
        Assert.That(await ProblemsAsync(), Is.Empty);
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();

        Assert.That(await read.QueryAsync<string>("select day from settled_days"), Is.EqualTo(["2026-01-15/2026-01-16"]));
    }

    private Task<IReadOnlyList<string>> ProblemsAsync() =>
        server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);
}
