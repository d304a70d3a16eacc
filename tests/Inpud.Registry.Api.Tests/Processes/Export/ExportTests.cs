using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Processes.Export;

/// <summary>An export is complete, has nothing private, and is the same file for the same registry.</summary>
internal sealed class ExportTests
{
    private static readonly string[] Forms = ["zip", "ndjson", "sqlite"];
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Forms))]
    public async Task Export_WhenTheRegistryIsTheSame_HasTheSameBytes(string form)
    {
        await using var other = await RegistryServer.StartAsync();

        Assert.That(await BytesAsync(server, form), Is.EqualTo(await BytesAsync(other, form)));
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Export_WhenAskedAgain_Costs304AndGivesParts(string form)
    {
        using var whole = await server.GetAsync($"/v1/export?format={form}");
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var same = await server.GetAsync($"/v1/export?format={form}", ("If-None-Match", whole.Headers.ETag!.ToString()));
        using var part = await server.GetAsync($"/v1/export?format={form}", ("Range", "bytes=100-199"));

        Assert.Multiple(async () =>
        {
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
            Assert.That(await part.Content.ReadAsByteArrayAsync(), Is.EqualTo(bytes[100..200]));
            Assert.That(
                whole.Headers.GetValues("Repr-Digest").Single(),
                Is.EqualTo($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:")
            );
            Assert.That(whole.Content.Headers.ContentDisposition!.FileName, Is.EqualTo($"inpud-registry.{form}"));
        });
    }

    [Test]
    public async Task Package_WhenUnpacked_HasEveryTableWithItsRowsAndNoDanglingReference()
    {
        using var zip = new ZipArchive(new MemoryStream(await BytesAsync(server, "zip")));
        var package = DataPackage.Parse(Encoding.UTF8.GetBytes(Text(zip, "datapackage.json")));
        var tables = package.Resources.ToDictionary(table => table.Name, table => Rows(zip, table));

        Assert.That(
            zip.Entries.Select(entry => entry.FullName),
            Is.EqualTo(package.Resources.Select(table => table.Path).Prepend("datapackage.json"))
        );
        Assert.That(tables["groups"].Select(row => row["slug"]), Does.Contain("vandu"));
        Assert.That(tables["countries"], Has.Count.EqualTo(250));
        foreach (var table in package.Resources)
        {
            foreach (var key in table.Schema.ForeignKeys)
            {
                var known = tables[key.Reference.Table(table)]
                    .Select(row => string.Join('|', key.Reference.Fields.Select(field => row[field])))
                    .ToHashSet();
                var named = tables[table.Name]
                    .Select(row => string.Join('|', key.Fields.Select(field => row[field])))
                    .Where(value => value.Length > 0);
                Assert.That(named.Where(value => !known.Contains(value)), Is.Empty, $"{table.Name} {string.Join(',', key.Fields)}");
            }
        }
    }

    [Test]
    public async Task Package_WhenUnpacked_HasTheShippedRowsAsTheyWereShipped()
    {
        using var zip = new ZipArchive(new MemoryStream(await BytesAsync(server, "zip")));
        var package = DataPackage.Parse(Encoding.UTF8.GetBytes(Text(zip, "datapackage.json")));
        foreach (var table in package.Resources)
        {
            var file = Repository.PathOf("src", "Inpud.Registry.Api", "Interchange", "Shipped", table.Path);
            var shipped = File.Exists(file) ? Rows(File.ReadAllText(file), table) : [];

            Assert.That(
                Rows(zip, table).Select(row => string.Join('|', row.Where(cell => cell.Value.Length > 0))),
                Is.EquivalentTo(shipped.Select(row => string.Join('|', row.Where(cell => cell.Value.Length > 0)))),
                table.Name
            );
        }
    }

    [Test]
    public async Task SqliteFile_WhenOpened_IsWholeAndSound()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, await BytesAsync(server, "sqlite"));
        await using (var file = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false"))
        {
            await file.OpenAsync();
            Assert.That(await ScalarAsync(file, "pragma integrity_check"), Is.EqualTo("ok"));
            Assert.That(await ScalarAsync(file, "select count(*) from pragma_foreign_key_check"), Is.EqualTo(0));
            Assert.That(
                await ScalarAsync(
                    file,
                    "select n.name from memberships m join networks n on n.id = m.network_id where m.group_id = (select id from groups where slug = 'asud')"
                ),
                Is.EqualTo("European Network of People who Use Drugs")
            );
        }

        File.Delete(path);
    }

    [Test]
    public async Task Lines_WhenReadWithTheFeed_StayEqualToTheRegistry()
    {
        using var response = await server.GetAsync("/v1/export?format=ndjson");
        var copy = new Dictionary<string, string>();
        foreach (var line in (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Keep(copy, JsonDocument.Parse(line).RootElement);
        }

        var cursor = response.Headers.GetValues("Registry-Cursor").Single();
        await server.WriteAsync(
            ("update groups set place = 'Lyon' where slug = 'asud'", null),
            ("update groups set visibility = 'private' where slug = 'vandu'", null)
        );
        foreach (var entry in (await server.JsonAsync($"/v1/changes?after={cursor}")).GetProperty("items").EnumerateArray())
        {
            Keep(copy, entry);
        }

        using var again = await server.GetAsync("/v1/export?format=ndjson");
        var fresh = new Dictionary<string, string>();
        foreach (var line in (await again.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Keep(fresh, JsonDocument.Parse(line).RootElement);
        }

        Assert.That(copy, Is.EquivalentTo(fresh));
        Assert.That(copy.Keys, Does.Contain($"groups {Shipped.Asud}").And.Not.Contain($"groups {Shipped.Vandu}"));
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Export_WhenAGroupIsHidden_HoldsNothingOfIt(string form)
    {
        await server.WriteAsync(("update groups set visibility = 'private' where slug = 'vandu'", null));
        var without = await BytesAsync(server, form);
        await server.WriteAsync(
            (
                """
                insert into groups (id, name, name_key, country, visibility, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('umoja', 'Umoja', 'umoja', 'KE', 'private', '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'registry-curation')
                """,
                null
            )
        );

        Assert.That(await BytesAsync(server, form), Is.EqualTo(without));
        if (form != "zip")
        {
            Assert.That(Encoding.UTF8.GetString(without), Does.Contain("metzineres").And.Not.Contain("vandu\""));
        }
    }

    private static void Keep(Dictionary<string, string> copy, JsonElement entry)
    {
        var key = $"{entry.GetProperty("resource").GetString()} {entry.GetProperty("id").GetString()}";
        if (entry.GetProperty("record") is { ValueKind: JsonValueKind.Object } record)
        {
            copy[key] = JsonSerializer.Serialize(record);
        }
        else
        {
            copy.Remove(key);
        }
    }

    private static async Task<byte[]> BytesAsync(RegistryServer from, string form)
    {
        using var response = await from.GetAsync($"/v1/export?format={form}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), form);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static List<Dictionary<string, string>> Rows(ZipArchive zip, DataTable table) => Rows(Text(zip, table.Path), table);

    private static List<Dictionary<string, string>> Rows(string text, DataTable table)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = ',' });
        var header = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd('\r').Split(',');
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            // A shipped file leaves out the columns that are empty in all of its rows.
            rows.Add(
                table
                    .Schema.Fields.Where(field => header.Contains(field.Name))
                    .ToDictionary(field => field.Name, field => csv.GetString(field.Name))
            );
        }

        return rows;
    }

    private static async Task<object?> ScalarAsync(SqliteConnection file, string sql)
    {
        await using var command = file.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
