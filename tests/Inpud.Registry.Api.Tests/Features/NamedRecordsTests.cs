using System.Net;
using System.Text;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>A record can name another that is hidden or withdrawn since. Whoever keeps it can still change it, and no import takes that for a mistake.</summary>
internal sealed class NamedRecordsTests
{
    private const string Now = "2026-01-14T09:00:00.0000000Z";

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;
    private (string Name, string Value) keeper;

    private sealed record Naming(string Resource, DataTable Table, string Owner, string Column, string Named);

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        keeper = await server.KeyAsync(expires: null, "euronpud");
        await server.AddExampleRecordsAsync();
        // What came after a network has nothing that stands on it: else nobody could withdraw it.
        using var network = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks",
            """
            {"id":"after-inwud","name":"After","abbreviation":"AFT","kind":"topical","admits":["group"],"period":"2019/..",
            "remit":{"basis":"curated","definition":"Kenya.","countries":["KE"],"source":"registry-curation"},"source":"registry-curation","reason":"r"}
            """,
            inpud
        );
        Assert.That(network.IsSuccessStatusCode, Is.True, await network.Content.ReadAsStringAsync());
        // Each reference names something.
        await server.WriteAsync(
            (
                $"insert into group_successors (group_id, successor_id, kind, source_id) values ('{Shipped.Asud}', '{Shipped.Vandu}', 'merger', 'registry-curation')",
                null
            ),
            (
                "insert into network_successors (network_id, successor_id, kind, source_id) values ('inwud', 'after-inwud', 'split', 'registry-curation')",
                null
            ),
            ("update groups set kept_by = 'euronpud' where slug = 'asud'", null),
            ("update people set kept_by = 'euronpud' where slug = 'john-melhus'", null),
            ("update sources set kept_by = 'euronpud' where id = 'inpud-article'", null)
        );
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Change_WhenARecordThatItNamesWasWithdrawnSince_IsTaken()
    {
        var refused = new List<string>();
        var tried = new HashSet<string>();
        foreach (var naming in Namings)
        {
            await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
            var (record, id) = await NamedOrNullAsync(read, naming);
            if (id is null)
            {
                continue;
            }

            tried.Add($"{naming.Table.Name}.{naming.Column}");
            await server.WriteAsync(($"update {naming.Named} set withdrawn = '{Now}' where id = '{id}'", null));
            using var response = await server.SendJsonAsync(
                HttpMethod.Patch,
                $"/v1/{naming.Resource}/{record}/record?dryRun=true",
                """{"reason":"r"}""",
                inpud,
                ("If-Match", "*")
            );
            if (response.StatusCode != HttpStatusCode.OK)
            {
                refused.Add($"{naming.Table.Name}.{naming.Column}: {await response.Content.ReadAsStringAsync()}");
            }

            await server.WriteAsync(($"update {naming.Named} set withdrawn = null where id = '{id}'", null));
        }

        Assert.That(refused, Is.Empty);
        Assert.That(tried, Is.EquivalentTo(Namings.Select(naming => $"{naming.Table.Name}.{naming.Column}").Except(NamesNothing)));
    }

    /// <summary>The shipped data has no row of these. Each cites a source, as every other part does.</summary>
    private static readonly string[] NamesNothing =
    [
        "network_former_values.source_id",
        "network_external_ids.source_id",
        "person_names.source_id",
        "group_former_values.source_id",
        "group_external_ids.source_id",
    ];

    /// <summary>The references of the tables to records that can be withdrawn. What a part belongs to is no reference: nobody states it.</summary>
    private static IEnumerable<Naming> Namings =>
        from table in RegistryTables.ForImport.Resources
        let owner = table.PartOf is { } part ? RegistryTables.Of(part.Table) : table
        where owner.Resource is not null && owner.Schema.Fields.Any(column => column.Name == "id")
        from key in table.Schema.ForeignKeys
        let named = key.Reference.Table(table)
        where RegistryTables.Of(named).IsWithdrawable && key.Fields[0] != table.PartOf?.Owner && !IsNeeded(table, key.Fields[0])
        select new Naming(owner.Resource!, table, table.PartOf is null ? "id" : table.PartOf.Owner ?? "", key.Fields[0], named);

    /// <summary>Whether nobody can withdraw what the column names while the row is there: memberships and terms go first. Offices have no record of their own for stewards.</summary>
    private static bool IsNeeded(DataTable table, string column) =>
        (table.Name, column) is ("memberships", "group_id" or "network_id") or ("seat_terms", "network_id") or ("offices", _);

    private static async Task<(string? Record, string? Id)> NamedOrNullAsync(ReadSession read, Naming naming)
    {
        var owner = naming.Owner.Length == 0 ? "'inpud'" : $"t.{naming.Owner}";
        var found = await read.QueryAsync<(string, string)>(
            $"select {owner} as record, t.{naming.Column} as id from {naming.Table.Name} as t where t.{naming.Column} is not null order by 1, 2 limit 1"
        );
        return found is [var (record, id)] ? (record, id) : (null, null);
    }

    [TestCase($"update groups set visibility = 'private' where id = '{Shipped.Vandu}'")]
    [TestCase($"update groups set visibility = 'private', withdrawn = '{Now}' where id = '{Shipped.Vandu}'")]
    public async Task Hiding_WhenWhatCameAfterTheGroupIsHiddenSince_IsTakenAndTellsNothingOfIt(string hiding)
    {
        await server.WriteAsync((hiding, null));
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{Shipped.Asud}/record",
            """{"visibility":"private","reason":"It asked."}""",
            keeper,
            ("If-Match", "*")
        );
        var text = await changed.Content.ReadAsStringAsync();
        using var other = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{Shipped.Catnpud}/record",
            $$"""{"successors":[{"successor":"{{Shipped.Vandu}}","kind":"merger","source":"registry-curation"}],"reason":"r"}""",
            await server.KeyAsync(expires: null, "lanpud", "euronpud"),
            ("If-Match", "*")
        );

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(text, Does.Contain(Shipped.Vandu).And.Not.Contain("VANDU"));
        Assert.That(other.IsSuccessStatusCode, Is.False, "another record does not name it yet");
    }

    /// <summary>The address of what came after it leads to the group itself then.</summary>
    [Test]
    public async Task Change_WhenWhatCameAfterTheGroupWasMergedIntoItSince_LeavesWhatTheGroupNames()
    {
        await server.WriteAsync(
            ($"update groups set withdrawn = '{Now}' where id = '{Shipped.Vandu}'", null),
            (
                $"insert into merged_records (resource, address, record_id, into_id) values ('groups', '{Shipped.Vandu}', '{Shipped.Vandu}', '{Shipped.Asud}')",
                null
            )
        );
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{Shipped.Asud}/record",
            """{"homepage":"https://example.org","reason":"r"}""",
            keeper,
            ("If-Match", "*")
        );
        var text = await changed.Content.ReadAsStringAsync();

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(text, Does.Contain($"\"successor\":\"{Shipped.Vandu}\""));
    }

    [Test]
    public async Task Spreadsheet_WhenWhatCameAfterTheGroupIsWithdrawnSince_ChangesTheGroup()
    {
        await server.WriteAsync(($"update groups set withdrawn = '{Now}' where id = '{Shipped.Vandu}'", null));
        var sheet = Encoding.UTF8.GetBytes($"id,homepage\n{Shipped.Asud},https://example.org\n");
        var report = await server.ReportAsync(keeper, sheet, "", "text/csv");

        Assert.That(report.GetProperty("changed").GetInt32(), Is.EqualTo(1), report.GetRawText());
    }

    /// <summary>What stewards can hide and withdraw while other records name it.</summary>
    [Test]
    public async Task OwnExports_WhenRecordsNameHiddenAndWithdrawnOnes_ChangeNothingHereAndCanBeMoved()
    {
        await server.WriteAsync(
            ("update groups set visibility = 'private' where slug = 'asud'", null),
            ($"update groups set withdrawn = '{Now}' where id = '{Shipped.Vandu}'", null),
            (
                $"insert into group_successors (group_id, successor_id, kind, source_id) values ('{Shipped.Metzineres}', '{Shipped.Asud}', 'merger', 'registry-curation')",
                null
            ),
            ($"delete from memberships where group_id = '{Shipped.Vandu}'", null)
        );
        var successors = await CountAsync(server);
        var full = await FullExportAsync();
        await using var empty = await RegistryServer.StartEmptyAsync();
        var moved = await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), full);

        foreach (var (bundle, form) in new[] { (await server.ExportAsync(), "public"), (full, "full") })
        {
            var report = await server.ReportAsync(inpud, bundle);
            Assert.That(report.GetProperty("written").GetBoolean(), Is.False, $"{form}: {report.GetRawText()}");
        }

        Assert.That(moved.GetProperty("written").GetBoolean(), Is.True);
        Assert.That(await CountAsync(server), Is.EqualTo(successors));
        Assert.That(await CountAsync(empty), Is.EqualTo(successors));
        Assert.That(await empty.ExportAsync(), Is.EqualTo(await server.ExportAsync()));
    }

    private async Task<byte[]> FullExportAsync()
    {
        var folder = Directory.CreateTempSubdirectory("registry-named-");
        var file = Path.Combine(folder.FullName, "full.zip");
        var (exitCode, _, error) = await RegistryCommand.RunAsync("export", file, "--full", server.Database.Argument);
        Assert.That(exitCode, Is.Zero, error);
        var content = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return content;
    }

    private static async Task<long> CountAsync(RegistryServer of)
    {
        await using var read = await of.Services.GetRequiredService<Database>().ReadAsync();
        return await read.SingleAsync<long>(
            "select (select count(*) from group_successors) * 100 + (select count(*) from network_successors)"
        );
    }
}
