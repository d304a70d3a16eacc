using System.Net;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>An answer is kept for one version of the public registry and for one day, and for no longer, whoever changes it.</summary>
internal sealed class KeptVersionsTests
{
    private const string Groups = "/v1/groups";

    private RegistryServer server = null!;
    private string file = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        file = Path.GetTempFileName();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        File.Delete(file);
    }

    [Test]
    public async Task Answer_WhenOnlyPrivateRecordsChange_IsStillKept()
    {
        var key = await server.KeyAsync(expires: null, "registry");
        await server.TextAsync(Groups);
        var before = server.Kept().Hits;
        using var written = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Haki","country":"KE","period":"2012/..","source":"registry-curation","reason":"r"}""",
            key
        );
        // The use of a key is noted once a minute, by a write that leaves no change behind.
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        using var used = await server.GetAsync("/v1/key", key);
        await server.TextAsync(Groups);

        Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(server.Kept().Hits, Is.EqualTo(before + 1), "who measures the time must not learn of the write");
    }

    [Test]
    public async Task Answer_WhenAPublicRecordChanges_LeavesMemoryWithTheWrite()
    {
        await server.TextAsync(Groups);
        var kept = server.Kept().Size;
        await server.WriteAsync(("update groups set visibility = 'private' where slug = 'asud'", null));

        Assert.That(kept, Is.GreaterThan(0));
        Assert.That(server.Kept().Size, Is.Zero, "it does not wait for the next request");
        Assert.That(await server.TextAsync(Groups), Does.Not.Contain("ASUD"));
    }

    [TestCase("update groups set visibility = 'private' where slug = 'asud'", Groups, "ASUD")]
    [TestCase("update people set visibility = 'withheld' where slug = 'john-melhus'", "/v1/board", "John Melhus")]
    [TestCase("update networks set withdrawn = '2026-01-01T00:00:00.0000000Z' where id = 'enpud'", "/v1/networks", "\"enpud\"")]
    public async Task Answer_WhenSomebodyHidesARecordByHand_IsForgotten(string sql, string address, string hidden)
    {
        Assert.That(await server.TextAsync(address), Does.Contain(hidden));
        await server.Database.ChangeByHandAsync(sql);
        await UntilOthersAreSeenAsync();
        Assert.That(await server.TextAsync(address), Does.Not.Contain(hidden));
        Assert.That(await server.TextAsync(address), Does.Not.Contain(hidden));
    }

    [Test]
    public async Task Answer_WhenAnotherVersionOfTheProgramChangesTheForm_IsForgotten()
    {
        await server.TextAsync(Groups);
        var before = server.Kept().Hits;
        await using (var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync("update public_form set checksum = replace(checksum, '0', '1')");
            await write.CommitBookkeepingAsync(CancellationToken.None);
        }

        await server.TextAsync(Groups);
        Assert.That(server.Kept().Hits, Is.EqualTo(before));
    }

    [Test]
    public async Task Answer_WhenACommandImports_IsForgotten()
    {
        await server.TextAsync("/v1/sources");
        await using (var other = await RegistryServer.StartAsync())
        {
            await other.WriteAsync(("update sources set title = 'Imported' where id = 'inpud-article'", null));
            await File.WriteAllBytesAsync(file, await other.ExportAsync());
        }

        await CommandAsync("import", file);
        await UntilOthersAreSeenAsync();

        Assert.That(await server.TextAsync("/v1/sources"), Does.Contain("Imported"));
    }

    [Test]
    public async Task Answer_WhenTheRegistryIsRestored_IsForgotten()
    {
        var restoreAsync = await server.CopyAsync();
        await server.WriteAsync(("update groups set place = 'Elsewhere' where slug = 'asud'", null));
        Assert.That(await server.TextAsync($"/v1/groups/{Shipped.Asud}"), Does.Contain("Elsewhere"));
        await restoreAsync();
        await UntilOthersAreSeenAsync();

        Assert.That(await server.TextAsync($"/v1/groups/{Shipped.Asud}"), Does.Not.Contain("Elsewhere"));
    }

    [Test]
    public async Task Answer_WhenTheDatabaseIsTakenAway_IsNotGiven()
    {
        await server.TextAsync(Groups);
        await server.Database.TakeAwayAsync();
        // The service looks at the file itself some fifty times a second.
        await Task.Delay(50);
        using (var answer = await server.GetAsync(Groups))
        {
            await RegistryServer.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        }

        await server.Database.GiveBackAsync();
        Assert.That(await server.TextAsync(Groups), Does.Contain("ASUD"));
    }

    [Test]
    [OfTheFile]
    public async Task Answer_WhenACopyIsInThePlaceOfTheFile_IsNotGiven()
    {
        await server.TextAsync(Groups);
        var copy = server.Database.File + ".copy";
        File.Copy(server.Database.File, copy);
        File.Move(copy, server.Database.File, overwrite: true);
        // The service looks at the file itself some fifty times a second.
        await Task.Delay(50);
        using var answer = await server.GetAsync(Groups);

        await RegistryServer.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-unavailable");
    }

    /// <summary>A consent begins with its day in UTC, and runs out with it at UTC+14.</summary>
    [Test]
    public async Task Answer_WhenADayBegins_IsThatOfTheDay()
    {
        await server.WriteAsync(
            (
                """
                insert into groups (id, name, name_key, country, visibility, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('g', 'For three days', 'for-three-days', 'IT', 'public', true, '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31', 'inpud-article')
                """,
                null
            ),
            (
                "insert into consents (id, group_id, scope, given, given_to, until) values ('c', 'g', 'public', '2026-01-17', 'steward', '2026-01-19')",
                null
            )
        );
        foreach (
            var (moment, isShown) in new[]
            {
                ("2026-01-16T23:59:59Z", false),
                ("2026-01-17T00:00:00Z", true),
                ("2026-01-19T09:59:59Z", true),
                ("2026-01-19T10:00:00Z", false),
            }
        )
        {
            server.Clock.AdjustTime(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
            // The first request of a day settles it, the second is kept, and the third gets that.
            for (var i = 0; i < 3; i++)
            {
                var before = server.Kept().Hits;
                Assert.That(
                    await server.TextAsync("/v1/groups?country=IT"),
                    isShown ? Does.Contain("For three days") : Does.Not.Contain("For three days"),
                    moment
                );
                Assert.That(server.Kept().Hits, Is.EqualTo(before + (i == 2 ? 1 : 0)), moment);
            }
        }
    }

    [Test]
    public async Task Day_WhenEveryAnswerIsKept_IsSettledAllTheSame()
    {
        await server.TextAsync(Groups);
        server.Clock.Advance(TimeSpan.FromDays(1));
        await using (await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            // The day cannot be settled while another writes, and nothing is kept for a day that is not.
            await server.TextAsync(Groups);
            await server.TextAsync(Groups);
            Assert.That(server.Kept().Size, Is.Zero);
        }

        await server.TextAsync(Groups);
        await server.TextAsync(Groups);
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        Assert.That(await read.SingleAsync<string>("select day from settled_days"), Is.EqualTo("2026-01-16/2026-01-17"));
        Assert.That(server.Kept().Size, Is.GreaterThan(0));
    }

    /// <summary>A file tells every change at once. On a server, what another program writes is seen within this time (ADR 46).</summary>
    private Task UntilOthersAreSeenAsync() => server.Database.IsOnServer ? Task.Delay(100) : Task.CompletedTask;

    private async Task CommandAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await RegistryCommand.RunAsync([.. arguments, server.Database.Argument]);
        Assert.That(exitCode, Is.Zero, error);
    }
}
