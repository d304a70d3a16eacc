using System.Data.Common;
using Dapper;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Provenance;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

internal sealed class DatabaseTests
{
    private RegistryServer server = null!;

    private Database Database => server.Services.GetRequiredService<Database>();

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Write_WhenItHasNoChange_CannotCommit()
    {
        await using (var write = await Database.WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync("update groups set place = 'nowhere' where slug = 'asud'");
            Assert.That(
                async () => await write.CommitAsync(CancellationToken.None),
                Throws.InvalidOperationException.With.Message.Contains("Change")
            );
        }

        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Not.Contain("nowhere"));
    }

    [Test]
    public async Task Write_WhenItIsNotCommitted_LeavesNothingAndLetsTheNextOneIn()
    {
        await using (var write = await Database.WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync("update groups set place = 'nowhere' where slug = 'asud'");
            await write.RecordAsync(new Change(write.Now, "test", "change", "group", Shipped.Asud, null, null, "A test."));
        }

        await server.WriteAsync(("update groups set place = 'Paris' where slug = 'asud'", null));

        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("Paris"));
    }

    [Test]
    public async Task Read_WhenACountryWasThereForAWriteAlone_DoesNotKnowIt()
    {
        await using (var write = await Database.WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync(
                "insert into countries (alpha2, alpha3, m49, region, status, source_id) select 'QX', 'QXX', null, region, 'user-assigned', source_id from countries where alpha2 = 'FR'"
            );
            Assert.That(await CountryLookup.FindOrNullAsync(write, "QX"), Is.EqualTo("QX"));
        }

        await using var read = await Database.ReadAsync();
        Assert.That(await CountryLookup.FindOrNullAsync(read, "QX"), Is.Null);
    }

    [Test]
    public async Task Read_WhenAWriteIsUnderWay_SeesWhatWasCommittedAndDoesNotWait()
    {
        await using var write = await Database.WriteAsync(CancellationToken.None);
        await write.ExecuteAsync("update groups set place = 'nowhere' where slug = 'asud'");

        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Not.Contain("nowhere"));
    }

    [Test]
    public async Task Read_WhenItWouldWrite_IsRefusedByTheDatabase()
    {
        await using var read = await Database.ReadAsync();

        Assert.That(async () => await read.QueryAsync<int>("delete from groups returning 1"), Throws.InstanceOf<DbException>());
    }

    [Test]
    public async Task Writers_WhenManyComeAtOnce_AllGetThrough()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(i =>
                    server.WriteAsync(
                        (
                            "insert into people (id, name, name_key, source_id) values (@id, @id, @id, 'inpud-article')",
                            new { id = $"person-{i}" }
                        )
                    )
                )
        );
        await using var read = await Database.ReadAsync();

        Assert.That(await read.SingleAsync<int>("select count(*) from people where id like 'person-%'"), Is.EqualTo(32));
    }

    [TestCase(
        "insert into memberships (id, network_id, group_id, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note) select 'again', network_id, group_id, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note from memberships where id = 'v7jqb-8y99a'"
    )]
    [TestCase(
        "insert into seat_terms (id, network_id, person_id, country, place, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note) select 'again', network_id, null, null, null, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note from seat_terms where id = 'wg5z7-q8rx4'"
    )]
    [TestCase("update networks set id = 'x', name_key = 'y', possible_from = '2020-01-01', possible_to = '2019-01-01' where id = 'enpud'")]
    [TestCase(
        "insert into networks (id, name, name_key, abbreviation, kind, focus, activities, admits, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note) select 'anpud', 'ANPUD', 'anpud', abbreviation, kind, focus, activities, admits, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note from networks where id = 'napud'"
    )]
    [TestCase("update groups set country = 'ZZ' where slug = 'asud'")]
    [TestCase("update groups set visibility = 'secret' where slug = 'asud'")]
    [TestCase("update groups set source_id = null where slug = 'asud'")]
    [TestCase("update groups set name_key = 'catnpud', country = 'ES' where slug = 'metzineres'")]
    [TestCase("update claims set countries = 'many' where id = 'lanpud-17'")]
    public void Write_WhenItBreaksARuleThatAConstraintCanHold_IsRefusedByTheDatabase(string sql) =>
        Assert.That(
            async () => await server.WriteAsync((sql, null)),
            // A server refuses a text for a number by its type, before any constraint.
            Throws
                .InstanceOf<DbException>()
                .With.Matches<DbException>(e => Database.Dialect.IsBrokenConstraint(e!) || e!.SqlState == "22P02")
        );

    [Test]
    [OfTheFile]
    public async Task Tables_WhenMade_AreAllStrict()
    {
        await using var read = await Database.ReadAsync();
        // The tables that keep what views give hold nothing that a strict table does not hold.
        var lax = await read.QueryAsync<string>(
            "select name from pragma_table_list where type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like 'shown!_%' escape '!'"
        );

        Assert.That(lax, Is.Empty);
    }

    [Test]
    [OfTheFile]
    public async Task Database_WhenPrepared_IsInWalModeAndHoldsForeignKeys()
    {
        await using var read = await Database.ReadAsync();

        Assert.That(await read.SingleAsync<string>("select journal_mode from pragma_journal_mode"), Is.EqualTo("wal"));
        Assert.That(await read.SingleAsync<int>("select foreign_keys from pragma_foreign_keys"), Is.EqualTo(1));
        Assert.That(await read.QueryAsync<string>("select \"table\" from pragma_foreign_key_check"), Is.Empty);
    }

    [Test]
    public async Task Seed_WhenTheRegistryHasAHistory_ChangesNothing()
    {
        await server.WriteAsync(("update groups set place = 'Paris' where slug = 'asud'", null));
        await RegistryService.PrepareDatabaseAsync(server.Services, CancellationToken.None);
        await using var read = await Database.ReadAsync();

        Assert.That(await server.TextAsync("/v1/groups/asud"), Does.Contain("Paris"));
        Assert.That(await read.SingleAsync<int>("select count(*) from changes where action = 'seed'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Seed_WhenTwoStartAtOnce_LoadsOnce()
    {
        using var database = new TestDatabase();
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var app = RegistryApp.Build([
                            "--urls",
                            "http://127.0.0.1:0",
                            database.Argument,
                            "--Logging:LogLevel:Default=None",
                        ]);
                        await RegistryService.PrepareDatabaseAsync(app.Services, CancellationToken.None);
                    })
                )
        );
        await using var connection = await database.OpenAsync();

        Assert.That(await connection.QuerySingleAsync<int>("select count(*) from changes"), Is.EqualTo(1));
    }

    [Test]
    public async Task Seed_WhenLoaded_BreaksNoRule()
    {
        await using var write = await Database.WriteAsync(CancellationToken.None);

        Assert.That(await WholeRegistry.BrokenRulesAsync(write), Is.Empty);
    }

    [Test]
    [OfTheFile]
    public async Task Service_WhenTheDatabaseIsDamagedWhileItRuns_SaysThatItIsNotReady()
    {
        server.CloseConnections();
        await File.WriteAllBytesAsync(server.Database.File, new byte[100_000]);
        File.Delete(server.Database.File + "-wal");
        File.Delete(server.Database.File + "-shm");
        using var ready = await server.GetAsync("/health/ready");
        using var live = await server.GetAsync("/health/live");
        using var read = await server.GetAsync("/v1/networks");

        await RegistryServer.ProblemAsync(ready, System.Net.HttpStatusCode.ServiceUnavailable, "database-unavailable");
        await RegistryServer.ProblemAsync(read, System.Net.HttpStatusCode.ServiceUnavailable, "database-unavailable");
        Assert.That(live.StatusCode, Is.EqualTo(System.Net.HttpStatusCode.OK));
        Assert.That(read.Headers.RetryAfter, Is.Not.Null);
    }
}
