using System.Net;
using Dapper;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>The tables that keep what is shown of groups. Whoever changes a table by hand, with no program to fill them in, shows less and never more.</summary>
internal sealed class ShownTablesTests
{
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsShippedAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("update groups set visibility = 'private' where slug = 'asud'")]
    [TestCase("update groups set withdrawn = '2026-01-15T12:00:00.0000000Z' where slug = 'asud'")]
    [TestCase("update groups set place = 'Lyon' where slug = 'asud'")]
    [TestCase(
        "insert into group_names (group_id, name, name_key, kind, source_id) select id, 'A', 'a', 'alias', source_id from groups where slug = 'asud'"
    )]
    [TestCase("update memberships set note = 'n' where group_id = (select id from groups where slug = 'asud')")]
    [TestCase("update networks set possible_to = '2020-12-31' where id = 'euronpud'")]
    public async Task Group_WhenItsTablesAreChangedByHand_IsShownNoMoreUntilItIsFilledIn(string sql)
    {
        await server.Database.ChangeByHandAsync(sql);
        using var answer = await server.GetAsync("/v1/groups/asud");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Group_WhenChangedByHandAfterAWriteOfTheProgram_IsShownNoMore()
    {
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        using var written = await server.GetAsync("/v1/groups/asud");
        await server.Database.ChangeByHandAsync("update groups set place = 'Paris' where slug = 'asud'");
        using var changed = await server.GetAsync("/v1/groups/asud");

        Assert.Multiple(async () =>
        {
            Assert.That(await written.Content.ReadAsStringAsync(), Does.Contain("Lyon"));
            Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task Groups_WhenTheyChangePlacesInOneWrite_AreShownAsTheyAre()
    {
        await server.WriteAsync(
            ("update groups set slug = 'between' where slug = 'asud'", null),
            ("update groups set slug = 'asud' where slug = 'vandu'", null),
            ("update groups set slug = 'vandu' where slug = 'between'", null)
        );

        Assert.That(
            await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None),
            Has.None.Contains("shown_")
        );
    }

    [Test]
    public async Task Rows_WhenAWriteChangesOthers_StayAsTheyAre()
    {
        await using var connection = await server.Database.OpenAsync("2026-01-15");
        var kept = $"select {(TestDatabase.IsPostgres ? "ctid::text" : "rowid")} || ' ' || id from shown_memberships order by id";
        var before = await connection.QueryAsync<string>(kept);
        await server.WriteAsync(("update groups set place = 'Lyon' where slug in ('asud', 'vandu')", null));

        Assert.That(await connection.QueryAsync<string>(kept), Is.EqualTo(before));
    }

    /// <summary>Such a write makes indexes anew, each of which a later question needs.</summary>
    [Test]
    public async Task Groups_WhenOneWriteAddsMoreThanThereWere_AreShownWithTheIndexesOfBefore()
    {
        await using var connection = await server.Database.OpenAsync("2026-01-15");
        var indexes = TestDatabase.IsPostgres
            ? "select indexdef from pg_indexes where schemaname = current_schema() order by indexname"
            : "select sql from sqlite_master where type = 'index' order by name";
        var before = await connection.QueryAsync<string>(indexes);
        await server.WriteAsync(
            (
                """
                with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 150)
                insert into groups (
                    id, anonymous_id, slug, name, name_key, name_order, country, led_by_people_who_use_drugs, visibility, visibility_basis,
                    period, observed, possible_from, possible_to, certain_from, certain_to, source_id
                )
                select
                    'g-' || n, 'anonymous-' || n, 'g-' || n, 'G' || n, 'g' || n, 'g' || n, country, led_by_people_who_use_drugs, visibility, visibility_basis,
                    period, observed, possible_from, possible_to, certain_from, certain_to, source_id
                from numbers cross join groups where slug = 'asud'
                """,
                null
            )
        );

        Assert.Multiple(async () =>
        {
            Assert.That(await connection.QueryAsync<string>(indexes), Is.EqualTo(before));
            Assert.That(
                await connection.QuerySingleAsync<int>("select count(*) from shown_groups where group_key like 'g-%'"),
                Is.EqualTo(150)
            );
            Assert.That(
                await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None),
                Has.None.Contains("shown_")
            );
        });
    }

    /// <summary>What such a definition gives is known once the other tables are filled in.</summary>
    [Test]
    public async Task Definitions_WhenTheyReadWhatIsShown_AreFilledInLast()
    {
        await using var connection = await server.Database.OpenAsync("2026-01-15");
        var kept = ShownTables.Names.Select(name => $"showable_{name}").ToHashSet();
        var readers = ViewReads
            .Of(connection)
            .Where(read => kept.Contains(read.View) && kept.Contains(read.Source))
            .Select(read => read.View);

        Assert.That(readers.Distinct(), Is.EquivalentTo(ShownTables.OfWhatIsShown.Select(name => $"showable_{name}")));
    }

    /// <summary>Every table that a definition reads has its triggers: the definitions and the tables cannot come apart by a table that nobody thought of.</summary>
    [Test]
    public async Task Triggers_WhenHeldAgainstWhatTheDefinitionsRead_AreOnEachTable()
    {
        await using var connection = await server.Database.OpenAsync("2026-01-15");
        var reads = ViewReads.Of(connection);
        var tables = new Schema(connection).Tables.ToHashSet();
        var sources = new HashSet<string>();
        var open = new Queue<string>(ShownTables.Names.Select(name => $"showable_{name}"));
        while (open.TryDequeue(out var view))
        {
            foreach (var source in reads.Where(read => read.View == view).Select(read => read.Source))
            {
                if (sources.Add(source))
                {
                    open.Enqueue(source);
                }
            }
        }

        Assert.That(sources, Has.Count.GreaterThan(5));
        Assert.That(
            await connection.QueryAsync<string>(
                TestDatabase.IsPostgres
                    ? "select distinct c.relname from pg_trigger as t join pg_class as c on c.oid = t.tgrelid where t.tgname like 'shown\\_after%'"
                    : "select distinct tbl_name from sqlite_master where type = 'trigger' and name like 'shown_after%'"
            ),
            Is.EquivalentTo(sources.Where(tables.Contains))
        );
    }

    [Test]
    public async Task Verification_WhenATableIsNotWhatTheRecordsSay_NamesIt(
        [ValueSource(typeof(ShownTables), nameof(ShownTables.Names))] string name
    )
    {
        await server.WriteAsync(
            (
                "insert into group_external_ids (group_id, scheme, value, source_id) select id, 'wikidata', 'Q1', source_id from groups where slug = 'asud'",
                null
            ),
            (
                "insert into group_names (group_id, name, name_key, kind, source_id) select id, 'A', 'a', 'alias', source_id from groups where slug = 'asud'",
                null
            ),
            (
                """
                insert into group_former_values (
                    group_id, attribute, country, period, possible_from, possible_to, certain_from, certain_to, replaced_by, source_id
                )
                select id, 'country', 'ES', '../2020', '0001-01-01', '2020-12-31', '0001-01-01', '2020-01-01', '2020-12-31', source_id from groups where slug = 'asud'
                """,
                null
            ),
            (
                """
                insert into group_successors (group_id, successor_id, kind, source_id)
                select g.id, o.id, 'split', g.source_id from groups as g join groups as o on o.slug = 'vandu' where g.slug = 'asud'
                """,
                null
            ),
            (
                "insert into consents (id, group_id, scope, given, given_to) select 'c-1', id, 'public', '2026-01-01', 'steward' from groups where slug = 'asud'",
                null
            )
        );
        var verification = server.Services.GetRequiredService<Verification>();
        var before = await verification.ProblemsAsync(IWork.Silent, CancellationToken.None);
        Assert.That(await server.Database.ChangeByHandAsync($"delete from shown_{name}"), Is.GreaterThan(0));
        var after = await verification.ProblemsAsync(IWork.Silent, CancellationToken.None);

        Assert.That(before, Is.Empty);
        Assert.That(after, Has.Some.Contains($"shown_{name} is not what the records say"));
    }
}
