using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>An older bundle does not undo what stewards withdrew, or groups agreed to, after it was exported.</summary>
internal sealed class BundleConflictTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Import_WhenARecordWasWithdrawnSince_DoesNotBringItBack()
    {
        var old = await server.ExportAsync();
        await WithdrawAsudAsync();
        var now = await server.ExportAsync();
        var same = await server.ReportAsync(inpud, old);
        var changed = EditedBundle.With(
            old,
            "groups.csv",
            text => text.Replace(",asud,ASUD,", ",asud,ASUD France,", StringComparison.Ordinal)
        );

        Assert.That(same.GetProperty("written").GetBoolean(), Is.False, same.GetRawText());
        Assert.That(await CodesAsync(changed), Is.EqualTo(["groups.csv withdrawn"]));
        Assert.That(await server.ExportAsync(), Is.EqualTo(now));
    }

    [Test]
    public async Task Import_WhenItNamesAWithdrawnRecord_IsRefused()
    {
        var old = await server.ExportAsync();
        await WithdrawAsudAsync();
        var bundle = EditedBundle.With(
            old,
            "memberships.csv",
            text => text + $"again,euronpud,{Shipped.Asud},2026/..,2026-01,inpud-article,,\n"
        );

        Assert.That(await CodesAsync(bundle), Is.EqualTo(["memberships.csv unknown-reference"]));
    }

    [Test]
    public async Task Import_WhenItAddsToAWithdrawnRecord_IsRefused()
    {
        var old = await server.ExportAsync();
        await server.WriteAsync(
            (
                "insert into group_names (group_id, name, name_key, kind, source_id) values ((select id from groups where slug = 'vandu'), 'VANDU of old', 'vandu of old', 'former', 'inpud-article')",
                null
            )
        );
        await WithdrawRecordAsync($"/v1/groups/{Shipped.Vandu}");
        var same = await server.ReportAsync(inpud, old);
        var more = EditedBundle.With(
            old,
            "group_names.csv",
            text => $"{text}{Shipped.Vandu},Drug Users of Vancouver,former,inpud-article,,,,,\n"
        );

        Assert.That(same.GetProperty("removed").GetInt32(), Is.Zero, "a withdrawn record keeps its names");
        Assert.That(await CodesAsync(more), Is.EqualTo(["group_names.csv withdrawn"]));
    }

    [Test]
    public async Task Import_WhenAConsentIsOtherwise_LeavesTheConsent()
    {
        await server.WriteAsync(
            (
                "insert into consents (id, group_id, scope, given, given_to, until) values ('c-1', (select id from groups where slug = 'asud'), 'public', '2025-03-01', 'A steward', '2090-12-31')",
                null
            )
        );
        var bundle = EditedBundle.With(
            await server.ExportAsync(),
            "consents.csv",
            text => text.Replace("2090-12-31", "2099-12-31", StringComparison.Ordinal)
        );

        Assert.That(await CodesAsync(bundle), Is.EqualTo(["consents.csv consent-stays"]));
    }

    [Test]
    public async Task Import_WhenANetworkComesWithoutARemit_IsRefused()
    {
        var bundle = EditedBundle.With(
            await server.ExportAsync(),
            "networks.csv",
            text =>
            {
                var lines = text.Split('\n');
                return text + lines[1].Replace(lines[1].Split(',')[0] + ",", "otherpud,Other ", StringComparison.Ordinal) + "\n";
            }
        );

        Assert.That(await CodesAsync(bundle), Does.Contain("networks.csv unknown-reference"));
    }

    [Test]
    public async Task Import_WhenTwoGroupsOfACountryHaveAName_IsRefused()
    {
        var bundle = EditedBundle.With(
            await server.ExportAsync(),
            "groups.csv",
            text =>
            {
                var row = text.Split('\n').Single(line => line.Contains(",asud,ASUD,", StringComparison.Ordinal));
                return $"{text}{row.Replace($"{Shipped.Asud},asud,ASUD,", "asud-2,asud-2,Asud,", StringComparison.Ordinal)}\n";
            }
        );

        Assert.That(await CodesAsync(bundle), Is.EqualTo(["groups.csv name-taken"]));
    }

    private async Task WithdrawAsudAsync()
    {
        await WithdrawRecordAsync($"/v1/memberships/{Shipped.EuronpudAsud}");
        await WithdrawRecordAsync($"/v1/groups/{Shipped.Asud}");
    }

    private async Task WithdrawRecordAsync(string address)
    {
        using var record = await server.GetAsync($"{address}/record", inpud);
        using var withdrawn = await server.SendJsonAsync(
            HttpMethod.Post,
            $"{address}/withdrawal",
            """{ "reason": "It was entered by mistake." }""",
            inpud,
            ("If-Match", record.Headers.ETag!.ToString())
        );
        Assert.That(withdrawn.IsSuccessStatusCode, Is.True, await withdrawn.Content.ReadAsStringAsync());
    }

    private async Task<IEnumerable<string>> CodesAsync(byte[] bundle)
    {
        var before = await server.ExportAsync();
        using var response = await server.ImportAsync(inpud, bundle);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnprocessableEntity, "rules-broken");
        Assert.That(await server.ExportAsync(), Is.EqualTo(before));
        return problem.GetProperty("errors").EnumerateArray().Select(TextOf).ToList();
    }

    private static string TextOf(JsonElement error) =>
        $"{error.GetProperty("name").GetString()!.Split(' ')[0]} {error.GetProperty("code").GetString()}";
}
