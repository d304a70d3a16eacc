using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>Both databases have the same tables, as their own catalogues list them: whatever a migration of the one brings, one of the other brings, too.</summary>
[OnBoth]
internal sealed class SchemasTests
{
    /// <summary>Tables that one of them has for itself: the index of words, and what SQLite keeps outside of its tables.</summary>
    private const string Own = "^(public_name_(words|vocabulary)|registry_schema|registry_touch|sqlite_)";

    private RegistryServer onFile = null!;
    private RegistryServer onServer = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        (onFile, onServer) = (await RegistryServer.StartOnAsync(onServer: false), await RegistryServer.StartOnAsync(onServer: true));

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await onFile.DisposeAsync();
        await onServer.DisposeAsync();
    }

    [Test]
    public void Versions_WhenShipped_AreTheSame() =>
        Assert.That(SchemaFiles.Shipped("postgres").Version, Is.EqualTo(SchemaFiles.Shipped("sqlite").Version));

    [Test]
    public Task Columns_WhenListed_AreTheSame() =>
        ExpectTheSameAsync(
            """
            select m.name || '.' || c.name || case when c."notnull" or c.pk > 0 then ' not null' else '' end
            from sqlite_master as m, pragma_table_info(m.name) as c where m.type = 'table'
            """,
            """
            select c.relname || '.' || a.attname || case when a.attnotnull then ' not null' else '' end
            from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
            """,
            atLeast: 400
        );

    [Test]
    public Task ColumnsOfViews_WhenListed_AreTheSame() =>
        ExpectTheSameAsync(
            "select m.name || '.' || c.name from sqlite_master as m, pragma_table_info(m.name) as c where m.type = 'view'",
            """
            select c.relname || '.' || a.attname
            from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
            where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace
            """,
            atLeast: 400
        );

    [Test]
    public Task PrimaryKeys_WhenListed_AreTheSame() =>
        ExpectTheSameAsync(
            """
            select m.name || ' ' || group_concat(c.name, ',' order by c.pk)
            from sqlite_master as m, pragma_table_info(m.name) as c where m.type = 'table' and c.pk > 0 group by m.name
            """,
            """
            select c.relname || ' ' || (select string_agg(a.attname, ',' order by k.place) from unnest(p.conkey) with ordinality as k (number, place) join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.number)
            from pg_class as c join pg_constraint as p on p.conrelid = c.oid and p.contype = 'p'
            where c.relnamespace = 'public'::regnamespace
            """,
            atLeast: 40
        );

    [Test]
    public Task ForeignKeys_WhenListed_AreTheSame() =>
        ExpectTheSameAsync(
            """
            select m.name || '.' || f."from" || ' ' || f."table" || '.' || f."to" || case f.on_delete when 'CASCADE' then ' cascade' else '' end
            from sqlite_master as m, pragma_foreign_key_list(m.name) as f where m.type = 'table'
            """,
            """
            select c.relname || '.' || a.attname || ' ' || t.relname || '.' || b.attname || case f.confdeltype when 'c' then ' cascade' else '' end
            from pg_constraint as f
            join pg_class as c on c.oid = f.conrelid join pg_attribute as a on a.attrelid = c.oid and a.attnum = f.conkey[1]
            join pg_class as t on t.oid = f.confrelid join pg_attribute as b on b.attrelid = t.oid and b.attnum = f.confkey[1]
            where f.contype = 'f' and c.relnamespace = 'public'::regnamespace
            """,
            atLeast: 80
        );

    [Test]
    public Task Indexes_WhenListed_AreTheSame() =>
        ExpectTheSameAsync(
            """
            select m.tbl_name || ' ' || m.name || ' ' || (select group_concat(coalesce(c.name, 'expression'), ',' order by c.seqno) from pragma_index_info(m.name) as c)
                || case when i."unique" then ' unique' else '' end || case when i.partial then ' partial' else '' end
            from sqlite_master as m, pragma_index_list(m.tbl_name) as i where m.type = 'index' and i.name = m.name and m.sql is not null
            """,
            """
            select t.relname || ' ' || c.relname || ' '
                || (select string_agg(coalesce(a.attname, 'expression'), ',' order by k.place) from unnest(i.indkey) with ordinality as k (number, place) left join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.number and k.number > 0)
                || case when i.indisunique then ' unique' else '' end || case when i.indpred is not null then ' partial' else '' end
            from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_class as t on t.oid = i.indrelid
            where t.relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint as k where k.conindid = c.oid and k.contype in ('p', 'u'))
            """,
            atLeast: 80
        );

    /// <summary>The number of each table's, since the server writes the conditions in its own words. A column that is true or false needs none on PostgreSQL.</summary>
    [Test]
    public async Task Checks_WhenCounted_AreAsMany()
    {
        var ofFile = (
            await TextsAsync(onFile, "select name || ' ' || sql from sqlite_master where type = 'table' and sql like '%check (%'")
        ).Select(table =>
            $"{table.Split(' ')[0]} {Regex.Count(table.Replace("in (0, 1)", "", StringComparison.Ordinal), @"\bcheck \((?!\w+ \))")}"
        );
        var ofServer = await TextsAsync(
            onServer,
            "select c.relname || ' ' || count(*) from pg_constraint as k join pg_class as c on c.oid = k.conrelid where k.contype = 'c' and c.relnamespace = 'public'::regnamespace group by c.relname"
        );

        Assert.That(Shared(ofServer), Is.EquivalentTo(Shared(ofFile)));
    }

    private async Task ExpectTheSameAsync(string ofFile, string ofServer, int atLeast)
    {
        var (file, server) = (Shared(await TextsAsync(onFile, ofFile)), Shared(await TextsAsync(onServer, ofServer)));

        Assert.That(file, Has.Count.GreaterThan(atLeast));
        Assert.That(server.Except(file), Is.Empty, "PostgreSQL has, and SQLite has not");
        Assert.That(file.Except(server), Is.Empty, "SQLite has, and PostgreSQL has not");
    }

    private static HashSet<string> Shared(IEnumerable<string> lines) =>
        [.. lines.Where(line => !Regex.IsMatch(line, Own) && !line.EndsWith(" 0", StringComparison.Ordinal))];

    private static async Task<IReadOnlyList<string>> TextsAsync(RegistryServer server, string sql)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.QueryAsync<string>(sql);
    }
}
