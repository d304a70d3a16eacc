using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>An answer about a day on which a group or a network certainly had a former name calls it so, wherever it names it. The addresses come from the contract.</summary>
internal sealed class FormerNamesTests
{
    private const string Day = "2023-06-01";

    private static readonly (string Present, string Former)[] Renamed = [("Neu Gruppe", "Alt Gruppe"), ("Neu Netz", "Alt Netz")];

    private RegistryServer server = null!;
    private (string Name, string Value) registry;
    private Dictionary<string, string[]> records = null!;

    /// <summary>A network and its member group in Costa Rica have new names since 2024. Others came before them, and after them.</summary>
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        var (before, group, after) = (await GroupAsync("Vorher"), await GroupAsync("Neu Gruppe"), await GroupAsync("Nachher"));
        await SendAsync(
            "/v1/networks/lanpud/memberships",
            $$"""{"group":"{{group}}","period":"2013/..","source":"registry-curation","reason":"r"}"""
        );
        await ChangeAsync(
            $"/v1/groups/{group}",
            $$"""
            {"names":[{"name":"Alt Gruppe","kind":"former","period":"2011/2024","source":"registry-curation"}],
            "successors":[{"successor":"{{after}}","kind":"succession","source":"registry-curation"}],"reason":"r"}
            """
        );
        await ChangeAsync($"/v1/groups/{before}", SuccessorIs(group));
        await ChangeAsync(
            "/v1/networks/lanpud",
            """
            {"name":"Neu Netz","correction":true,"names":[{"name":"Alt Netz","kind":"former","period":"2013/2024","source":"registry-curation"}],
            "successors":[{"successor":"euronpud","kind":"succession","source":"registry-curation"}],"reason":"r"}
            """
        );
        await ChangeAsync("/v1/networks/nanpud", SuccessorIs("lanpud"));
        var term = (await server.JsonAsync("/v1/networks/lanpud/representatives")).GetProperty("items")[0];
        await ChangeAsync($"/v1/representatives/{Text(term, "id")}", """{"period":"2013/..","reason":"r"}""");
        records = new Dictionary<string, string[]>
        {
            ["network"] = ["lanpud", "nanpud", "euronpud"],
            ["group"] = [group, before, after],
            ["code"] = ["CR"],
            ["person"] = ["ernesto-cortes"],
        };
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Answer_WhenItIsAboutADayOfTheFormerName_HasItAndNotThatOfToday()
    {
        var (wrong, named) = (new List<string>(), new HashSet<string>());
        foreach (var (read, address, form) in Asked())
        {
            var today = await TextAsync(address, form);
            var then = await TextAsync(ReadOperation.With(address, "asOf", Day), form);
            foreach (var (present, former) in Renamed)
            {
                if (then.Contains(present, StringComparison.Ordinal))
                {
                    wrong.Add($"{address} as {form} has {present}");
                }

                if (!today.Contains(present, StringComparison.Ordinal))
                {
                    continue;
                }

                named.Add(read.Template);
                if (!then.Contains(former, StringComparison.Ordinal))
                {
                    wrong.Add($"{address} as {form} is without {former}");
                }
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', wrong), Is.Empty);
            Assert.That(
                named,
                Is.SupersetOf(
                    new[]
                    {
                        "/countries/{code}",
                        "/v1/board",
                        "/v1/countries/{code}",
                        "/v1/countries/{code}/evidence",
                        "/v1/coverage/matrix",
                        "/v1/groups/{group}",
                        "/v1/networks/{network}",
                        "/v1/people/{person}",
                    }
                )
            );
        });
    }

    /// <summary>The days of one answer have the names of their own.</summary>
    [Test]
    public async Task Matrix_WhenItHasSeveralDays_NamesTheNetworkAsOfEach()
    {
        var matrix = await server.JsonAsync($"/v1/coverage/matrix?network=lanpud&asOf={Day},2025-06-01");
        var names = matrix.GetProperty("items").EnumerateArray().Select(row => $"{Text(row, "asOf")} {Text(row, "name")}");

        Assert.That(names.Distinct(), Is.EqualTo([$"{Day} Alt Netz", "2025-06-01 Neu Netz"]));
    }

    /// <summary>A page begins after the last row of the page before, whatever that row is called.</summary>
    [Test]
    public async Task Evidence_WhenItHasPagesOfOne_HasEachPieceOnce()
    {
        var address = $"/v1/countries/CR/evidence?asOf={Day}&limit=1";
        var total = (await server.JsonAsync(address)).GetProperty("total").GetInt32();
        var labels = new List<string>();
        for (var next = address; next is not null; )
        {
            var page = await server.JsonAsync(next);
            labels.AddRange(page.GetProperty("items").EnumerateArray().Select(row => $"{Text(row, "kind")} {Text(row, "label")}"));
            next = Text(page, "next") is { } after ? ReadOperation.With(address, "after", after) : null;
        }

        Assert.That(labels, Has.Count.EqualTo(total).And.Unique.And.Contains("member-group Alt Gruppe"));
    }

    /// <summary>Each public read as of a day, of each of the records, in each of its forms. Search is of today: every name finds a record, and shows it by the name that it has.</summary>
    private IEnumerable<(ReadOperation Read, string Address, string Form)> Asked() =>
        from read in ReadOperation.Public
        where read.TextOptions.Contains("asOf") && read.Tag != "Search" && read.Template != "/search"
        from address in AddressesOf(read).Distinct()
        from form in read.Forms
        select (read, address, form);

    private IEnumerable<string> AddressesOf(ReadOperation read)
    {
        var given = read.PathNames.SelectMany(name =>
            records.GetValueOrDefault(name, []).Select(id => read.AddressOf(of => of == name ? id : null))
        );
        return given
            .DefaultIfEmpty(read.Address)
            .Select(address => read.IsList ? ReadOperation.With(address, "limit", "200") : address)
            .SelectMany(address =>
                read.TextOptions.Contains("network") ? [address, ReadOperation.With(address, "network", "lanpud")] : new[] { address }
            );
    }

    private async Task<string> TextAsync(string address, string form)
    {
        using var response = await server.GetAsync(address, ("Accept", form));
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, $"{address} {text}");
        return text;
    }

    private async Task<string> GroupAsync(string name)
    {
        var made = await SendAsync(
            "/v1/groups",
            $$"""
            {"name":"{{name}}","country":"CR","type":"collective","period":"2010/..","keptBy":"lanpud","ledByPeopleWhoUseDrugs":true,"leadershipBasis":"Its statutes.",
            "source":"registry-curation","reason":"r"}
            """
        );
        var id = Text(made, "id")!;
        await SendAsync($"/v1/groups/{id}/consents", """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}""");
        await ChangeAsync($"/v1/groups/{id}", """{"visibility":"public","reason":"r"}""");
        return id;
    }

    private static string SuccessorIs(string id) =>
        $$"""{"successors":[{"successor":"{{id}}","kind":"succession","source":"registry-curation"}],"reason":"r"}""";

    private async Task ChangeAsync(string record, string patch)
    {
        using var read = await server.GetAsync($"{record}/record", registry);
        using var response = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"{record}/record",
            patch,
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );
        Assert.That(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> SendAsync(string address, string body)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, registry);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
