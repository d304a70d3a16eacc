using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Features.Groups;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>A name that comes back, or stands beside the name already: no time of it is lost in silence, and no address. Each refusal leaves a way to state what is true.</summary>
internal sealed class ReturnedNamesTests
{
    private const string Network = "/v1/networks/lanpud";
    private const string Person = "/v1/people/q5fbh-78xqc";

    private RegistryServer server = null!;
    private (string Name, string Value) registry;
    private MemberInLyon member = null!;
    private string group = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        member = await MemberInLyon.RecordAsync(server);
        group = $"/v1/groups/{member.Id}";
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Group_WhenANameReturns_HasTheNameOfEachDayAndEachAddress()
    {
        var first = await SlugAsync(group);
        await ChangeAsync(group, """{"name":"Pamoja","since":"2014","reason":"r"}""");
        var second = await SlugAsync(group);
        await ChangeAsync(group, """{"name":"Umoja","since":"2018","reason":"r"}""");
        await ChangeAsync(group, """{"note":"Another change.","reason":"r"}""");

        Assert.That(await NamesAsync(group, "2013-06-01", "2016-06-01", "2020-06-01"), Is.EqualTo(["Umoja", "Pamoja", "Umoja"]));
        await AssertLeadsOnAsync("groups", first, second, await SlugAsync(group));
    }

    [Test]
    public async Task Person_WhenANameReturns_KeepsEachAddress()
    {
        await ChangeAsync(Person, """{"name":"Tony Dove","since":"2020","reason":"r"}""");
        var second = await SlugAsync(Person);
        await ChangeAsync(Person, """{"name":"Anton Basenko","since":"2023","reason":"r"}""");
        await ChangeAsync(Person, """{"note":"Another change.","reason":"r"}""");

        await AssertLeadsOnAsync("people", "anton-basenko", second, await SlugAsync(Person));
    }

    [Test]
    public async Task Group_WhenASecondTimeOfANameWouldBeLost_IsRefusedUntilItIsStated()
    {
        var first = await SlugAsync(group);
        await ChangeAsync(group, """{"name":"Pamoja","since":"2014","reason":"r"}""");
        var second = await SlugAsync(group);
        await ChangeAsync(group, """{"name":"Umoja","since":"2018","reason":"r"}""");
        var third = await SlugAsync(group);
        var before = (await member.RecordAsync()).GetRawText();
        const string again = """{"name":"Pamoja","since":"2022","reason":"r"}""";
        foreach (var query in new[] { "", "?dryRun=true" })
        {
            var error = await RefusalAsync(group, again, query);
            Assert.That($"{Text(error, "name")} {Text(error, "code")}", Is.EqualTo("name former-again"));
            Assert.That(Text(error, "detail"), Does.Contain("until 2014").And.Contain("let the period of 'Umoja' end with 2022"));
        }

        var table = $"id,name,country,since,source\n{member.Id},Pamoja,FR,2022,registry-curation\n";
        var report = await server.ReportAsync(registry, Encoding.UTF8.GetBytes(table), "?dryRun=true", "text/csv");
        Assert.That(report.GetRawText(), Does.Contain("former-again"), "an import says the same");
        Assert.That((await member.RecordAsync()).GetRawText(), Is.EqualTo(before));
        await ChangeAsync(
            group,
            """
            {"names":[{"name":"Umoja","kind":"former","period":"../2022","source":"registry-curation"},
            {"name":"Pamoja","kind":"former","period":"2014/2018","source":"registry-curation"}],"correction":true,"reason":"r"}
            """
        );
        await ChangeAsync(group, again);

        Assert.That(
            await NamesAsync(group, "2013-06-01", "2016-06-01", "2020-06-01", "2023-06-01"),
            Is.EqualTo(["Umoja", "Pamoja", "Umoja", "Pamoja"])
        );
        await AssertLeadsOnAsync("groups", first, second, third, await SlugAsync(group));
    }

    [Test]
    public async Task Group_WhenTheTimesOfTwoNamesCross_CanStillSayThatItHadBoth()
    {
        await ChangeAsync(group, """{"name":"Pamoja","since":"2014","reason":"r"}""");
        await ChangeAsync(group, """{"name":"Umoja","since":"2018","reason":"r"}""");
        const string umoja = """{"name":"Umoja","kind":"former","period":"../2022","source":"registry-curation"}""";
        await ChangeAsync(
            group,
            $$"""{"names":[{{umoja}},{"name":"Pamoja","kind":"former","period":"2014/2018","source":"registry-curation"}],"correction":true,"reason":"r"}"""
        );
        await ChangeAsync(group, """{"name":"Pamoja","since":"2022","reason":"r"}""");

        var error = await RefusalAsync(group, """{"name":"Tumaini","since":"2024","reason":"r"}""");
        Assert.That(Text(error, "code"), Is.EqualTo("former-again"));
        Assert.That(Text(error, "detail"), Does.Contain("let the period of 'Pamoja' be '/'").And.Contain("'unknown'"));
        await ChangeAsync(
            group,
            $$"""
            {"names":[{{umoja}},{"name":"Pamoja","kind":"former","period":"/","note":"From 2014 to 2018, and from 2022 to 2024.","source":"registry-curation"}],
            "correction":true,"reason":"r"}
            """
        );
        await ChangeAsync(group, """{"name":"Tumaini","since":"unknown","reason":"r"}""");
        Assert.That(await NamesAsync(group, "2013-06-01"), Is.EqualTo(["Umoja"]));
    }

    [Test]
    public async Task Network_WhenASecondTimeOfANameOrAnAbbreviationWouldBeLost_IsRefused()
    {
        const string before =
            """{"name":"Latin American Network of People who Use Drugs","abbreviation":"LANPUD","since":"2019","reason":"r"}""";
        const string after = """{"name":"Network of the South","abbreviation":"NOTS","since":"2021","reason":"r"}""";
        await ChangeAsync(Network, after.Replace("2021", "2017", StringComparison.Ordinal));
        await ChangeAsync(Network, before);

        Assert.That(
            await NamesAsync(Network, "2016-06-01", "2018-06-01", "2020-06-01"),
            Is.EqualTo([
                "Latin American Network of People who Use Drugs",
                "Network of the South",
                "Latin American Network of People who Use Drugs",
            ])
        );
        using var refused = await PatchAsync(Network, after);
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");
        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => $"{Text(error, "name")} {Text(error, "code")}"),
            Is.EqualTo(["name former-again", "abbreviation former-again"])
        );
        await ChangeAsync(
            Network,
            """
            {"names":[{"name":"Latin American Network of People who Use Drugs","kind":"former","period":"../2021","source":"registry-curation"},
            {"name":"Network of the South","kind":"former","period":"2017/2019","source":"registry-curation"},
            {"name":"LANPUD","kind":"alias","period":"../2021","source":"registry-curation"},
            {"name":"NOTS","kind":"alias","period":"../2019","source":"registry-curation"}],"correction":true,"reason":"r"}
            """
        );
        await ChangeAsync(Network, after);
        Assert.That(
            await NamesAsync(Network, "2018-06-01", "2020-06-01", "2022-06-01"),
            Is.EqualTo(["Network of the South", "Latin American Network of People who Use Drugs", "Network of the South"])
        );
    }

    [Test]
    public async Task Person_WhenASecondTimeOfANameWouldBeLost_IsRefused()
    {
        await ChangeAsync(Person, """{"name":"Tony Dove","since":"2020","reason":"r"}""");
        await ChangeAsync(Person, """{"name":"Anton Basenko","since":"2023","reason":"r"}""");

        var error = await RefusalAsync(Person, """{"name":"Tony Dove","since":"2025","reason":"r"}""");
        Assert.That($"{Text(error, "name")} {Text(error, "code")}", Is.EqualTo("name former-again"));
    }

    [TestCase("groups")]
    [TestCase("networks")]
    [TestCase("people")]
    public async Task Name_WhenItStandsInTheNamesAsAnAlias_IsNotLostWithItsTime(string resource)
    {
        var address = Address(resource);
        var name = Text(await server.JsonAsync(address), "name")!;
        var alias = $$"""{"name":"{{name}}","kind":"alias","period":"2012/..","source":"registry-curation"}""";
        var inOne = await RefusalAsync(address, $$"""{"name":"Omega","since":"2020-06","names":[{{alias}}],"reason":"r"}""");
        Assert.That($"{Text(inOne, "name")} {Text(inOne, "code")}", Is.EqualTo("names.0 another-kind"));

        await ChangeAsync(address, $$"""{"names":[{{alias}}],"reason":"r"}""");
        var earlier = await RefusalAsync(address, """{"name":"Omega","since":"2020-06","reason":"r"}""");
        Assert.That($"{Text(earlier, "name")} {Text(earlier, "code")}", Is.EqualTo("names.0 another-kind"));

        await ChangeAsync(address, """{"names":[],"correction":true,"reason":"r"}""");
        await ChangeAsync(address, """{"name":"Omega","since":"2020-06","reason":"r"}""");
        Assert.That(
            await NamesAsync(address, "2016-06-01", "2021-06-01"),
            Is.EqualTo([resource == "people" ? "Omega" : name, "Omega"]),
            "a person is called by the name of today"
        );
    }

    [TestCase("2010/2020-06", null)]
    [TestCase("2010/2020", null)]
    [TestCase("2010/2015", "other-end")]
    [TestCase("2010/..", "other-end")]
    [TestCase("/", "other-end")]
    public async Task Name_WhenItIsStatedAsFormerWithItsPeriod_HasThatPeriodWhereItEndsWithTheChange(string period, string? code)
    {
        var first = await SlugAsync(group);
        var patch =
            $$"""{"name":"Omega","since":"2020-06","names":[{"name":"Umoja","kind":"former","period":"{{period}}","source":"registry-curation"}],"reason":"r"}""";
        if (code is not null)
        {
            var error = await RefusalAsync(group, patch);
            Assert.That($"{Text(error, "name")} {Text(error, "code")}", Is.EqualTo($"names.0 {code}"));
            return;
        }

        await ChangeAsync(group, patch);
        Assert.That(await NamesAsync(group, "2016-06-01", "2021-06-01"), Is.EqualTo(["Umoja", "Omega"]));
        await AssertLeadsOnAsync("groups", first);
    }

    /// <summary>An earlier version gave a name that returned an address of its own. The record cannot have both once the name is former again.</summary>
    [Test]
    public async Task Group_WhenAnAddressWouldBeLost_IsRefused()
    {
        const string umoja =
            """{"names":[{"name":"Umoja","kind":"former","period":"2010/2022","source":"registry-curation"}],"reason":"r"}""";
        await ChangeAsync(group, umoja);
        await server.WriteAsync(("update group_names set slug = 'umoja-2222' where group_id = @Id", new { member.Id }));
        await ChangeAsync(group, """{"note":"Another change.","reason":"r"}""");
        await AssertLeadsOnAsync("groups", "umoja-2222");

        var error = await RefusalAsync(group, """{"name":"Pamoja","since":"2022","reason":"r"}""");
        Assert.That($"{Text(error, "name")} {Text(error, "code")}", Is.EqualTo("name second-address"));
        Assert.That(Text(error, "detail"), Does.Contain("umoja-2222"));
    }

    private string Address(string resource) =>
        resource switch
        {
            "groups" => group,
            "networks" => Network,
            _ => Person,
        };

    private async Task AssertLeadsOnAsync(string resource, params string[] slugs)
    {
        foreach (var slug in slugs)
        {
            using var answer = await server.GetAsync($"/v1/{resource}/{slug}");
            Assert.That((int)answer.StatusCode, Is.AnyOf(200, 308), slug);
        }
    }

    private async Task<string> SlugAsync(string address) => Text(await server.JsonAsync(address), "slug")!;

    private async Task<IReadOnlyList<string?>> NamesAsync(string address, params string[] days)
    {
        var names = new List<string?>();
        foreach (var day in days)
        {
            // A person has no state of a day.
            names.Add(Text(await server.JsonAsync(address == Person ? address : $"{address}?asOf={day}"), "name"));
        }

        return names;
    }

    private async Task ChangeAsync(string address, string patch)
    {
        using var response = await PatchAsync(address, patch);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> RefusalAsync(string address, string patch, string query = "")
    {
        using var refused = await PatchAsync(address, patch, query);
        return (await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request")).GetProperty("errors")[0];
    }

    private async Task<HttpResponseMessage> PatchAsync(string address, string patch, string query = "")
    {
        using var read = await server.GetAsync($"{address}/record", registry);
        return await server.SendJsonAsync(
            HttpMethod.Patch,
            $"{address}/record{query}",
            patch,
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
