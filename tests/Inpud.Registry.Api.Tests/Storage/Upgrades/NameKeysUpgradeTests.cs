using System.Net;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>An earlier version took A.S.U.D. and ASUD for two names. Its databases are upgraded with both.</summary>
[OfTheFile]
internal sealed class NameKeysUpgradeTests
{
    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await UpgradedAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    private static async Task<RegistryServer> UpgradedAsync()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.Copy(Earlier.DatabaseFile(Earlier.Versions().Order(StringComparer.Ordinal).First()), file, overwrite: true);
            await AddTwinsAsync(file);
            return await RegistryServer.StartOnAsync(new Snapshot(await File.ReadAllBytesAsync(file)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task AddTwinsAsync(string file)
    {
        await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        await database.OpenAsync();
        await using var add = database.CreateCommand();
        foreach (
            var (id, name, key) in new[]
            {
                ("twin-one", "Z.Z.U.D.", "z-z-u-d"),
                ("twin-two", "ZZUD", "zzud"),
                ("twin-three", "Zz Ud", "zz-ud"),
            }
        )
        {
            add.CommandText += $"""
                insert into groups (
                    id, name, name_key, country, led_by_people_who_use_drugs, visibility, visibility_basis, period, possible_from, possible_to, certain_from, certain_to, source_id
                ) values (
                    '{id}', '{name}', '{key}', 'GB', 1, 'public', 'A source.', '/..', '0001-01-01', '9999-12-31', '2025-01-01', '9999-12-31', 'inpud-article'
                );
                insert into networks (
                    id, name, name_key, abbreviation, kind, admits, period, possible_from, possible_to, certain_from, certain_to, source_id
                ) values (
                    '{id}-network', '{name}', '{key}', '{name}', 'topical', '["group"]', '/..', '0001-01-01', '9999-12-31', '2025-01-01', '9999-12-31', 'inpud-article'
                );
                insert into remits (network_id, definition, basis, source_id) values ('{id}-network', 'Everywhere.', 'curated', 'inpud-article');

                """;
        }

        await add.ExecuteNonQueryAsync();
    }

    [Test]
    public async Task Upgrade_WhenTwoNamesAreOneNow_KeepsBothInPublic()
    {
        var groups = (await server.JsonAsync("/v1/groups?q=zzud")).GetProperty("items").EnumerateArray();
        var networks = (await server.JsonAsync("/v1/search?q=zzud&type=networks")).GetProperty("total").GetInt32();
        var problems = await server.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);

        Assert.That(groups.Select(group => group.GetProperty("name").GetString()), Is.EquivalentTo(["Z.Z.U.D.", "ZZUD", "Zz Ud"]));
        Assert.That(networks, Is.EqualTo(3));
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task Twin_WhenItKeepsItsName_CanBeChangedAndHidden()
    {
        await using var own = await UpgradedAsync();
        var registry = await own.KeyAsync(expires: null, "registry");
        var id = (await own.JsonAsync("/v1/groups?q=zzud"))
            .GetProperty("items")
            .EnumerateArray()
            .First(group => group.GetProperty("name").GetString() == "ZZUD")
            .GetProperty("id")
            .GetString()!;
        using var changed = await PatchAsync(id, """{"place":"Leeds","reason":"r"}""");
        using var renamed = await PatchAsync(id, """{"name":"Z Z U D","reason":"r"}""");
        using var hidden = await PatchAsync(id, """{"visibility":"private","reason":"r"}""");
        using var shown = await PatchAsync(id, """{"visibility":"public","reason":"r"}""");

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
        await RegistryServer.ProblemAsync(renamed, HttpStatusCode.Conflict, "conflict");
        Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.OK), await hidden.Content.ReadAsStringAsync());
        await RegistryServer.ProblemAsync(shown, HttpStatusCode.Conflict, "conflict");
        using var again = await PatchAsync(id, """{"name":"ZZUD of Leeds","correction":true,"reason":"r"}""");
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK), await again.Content.ReadAsStringAsync());

        async Task<HttpResponseMessage> PatchAsync(string id, string body)
        {
            using var record = await own.GetAsync($"/v1/groups/{id}/record", registry);
            return await own.SendJsonAsync(
                HttpMethod.Patch,
                $"/v1/groups/{id}/record",
                body,
                registry,
                ("If-Match", record.Headers.ETag!.ToString())
            );
        }
    }

    [TestCase("region_names")]
    [TestCase("country_names")]
    [TestCase("organisation_names")]
    [TestCase("network_names")]
    [TestCase("people")]
    [TestCase("group_names")]
    public async Task Upgrade_WhenATableHasNames_GivesEachItsKeys(string table)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var rows = await read.QueryAsync<Keys>($"select name, name_key, name_order from {table}");

        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.Select(row => row.NameKey), Is.EqualTo(rows.Select(row => UniqueName.Of(row.Name))));
        Assert.That(rows.Select(row => row.NameOrder), Is.EqualTo(rows.Select(row => NameOrder.Of(row.Name))));
    }

    private sealed record Keys
    {
        public string Name { get; init; } = "";
        public string NameKey { get; init; } = "";
        public string NameOrder { get; init; } = "";
    }
}
