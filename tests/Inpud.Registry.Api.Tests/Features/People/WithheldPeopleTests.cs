using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.People;

/// <summary>A person whose name is withheld: the seat, the office and the post are seen to be held, and nothing tells by whom.</summary>
internal sealed class WithheldPeopleTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Person_WhenRecordedWithoutAVisibility_HoldsThePostWithoutAName()
    {
        var person = await RecordAsync("/v1/people", """{"name":"Someone Quiet","source":"registry-curation","reason":"r"}""");
        var term = await RecordAsync(
            "/v1/posts/advocacy-lead/terms",
            $$"""{"person":"{{person}}","period":"2010/2012","locator":"p. 3, Someone","note":"Someone Quiet wrote.","source":"registry-curation","reason":"r"}"""
        );
        var held = (await server.JsonAsync("/v1/secretariat?asOf=2011-06-01&limit=200"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == term);
        using var asked = await server.GetAsync($"/v1/people/{person}");
        using var kept = await server.GetAsync($"/v1/people/{person}/record", registry);

        Assert.Multiple(async () =>
        {
            Assert.That(held.GetProperty("post").GetString(), Is.EqualTo("advocacy-lead"));
            Assert.That(held.GetProperty("period").GetString(), Is.EqualTo("2010/2012"));
            Assert.That(held.GetProperty("personWithheld").GetBoolean(), Is.True);
            Assert.That(held.GetProperty("citation").GetProperty("source").GetString(), Is.EqualTo("registry-curation"));
            Assert.That(held.GetRawText(), Does.Not.Contain("Someone").And.Not.Contain(person));
            Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await kept.Content.ReadAsStringAsync(), Does.Contain("\"visibility\":\"withheld\"").And.Contain("Someone Quiet"));
        });
    }

    /// <summary>Hassan Turaif is a representative and the treasurer, so that two terms must not be joined either.</summary>
    [Test]
    public async Task Person_WhenWithheld_IsNowhereInPublicAnyMore()
    {
        var person = Shipped.IdOf("hassan-turaif");
        await ShowAsync(person, "withheld");
        var board = await server.JsonAsync("/v1/board?asOf=2025-09-01&limit=200");
        var terms = board
            .GetProperty("items")
            .EnumerateArray()
            .SelectMany(place => place.GetProperty("terms").EnumerateArray().Select(term => (Place: place, Term: term)))
            .Where(held => held.Term.GetProperty("personWithheld").GetBoolean())
            .ToList();
        var leaks = new List<string>();
        foreach (var address in await new AskedAddresses("hassan-turaif").ReadAsync(server))
        {
            using var response = await server.GetAsync(address);
            // Latin-1 decodes any bytes, since exports are binary answers.
            var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
            // A page repeats what it was asked for, whether it finds anything or not.
            body = address.Contains("q=hassan-turaif", StringComparison.Ordinal)
                ? body.Replace("hassan-turaif", "", StringComparison.Ordinal)
                : body;
            var isRefused = (int)response.StatusCode >= 400;
            if (
                !isRefused
                && (
                    body.Contains("Turaif", StringComparison.OrdinalIgnoreCase) && !body.Contains("\"query\"", StringComparison.Ordinal)
                    || body.Contains(person, StringComparison.Ordinal) && !IsWithdrawal(body, person)
                )
            )
            {
                leaks.Add(address);
            }
        }

        Assert.Multiple(async () =>
        {
            Assert.That(leaks, Is.Empty);
            Assert.That(
                terms.Select(held => held.Term.GetProperty("id").GetString()),
                Is.EquivalentTo([Shipped.MenanpudHassanTuraif, Shipped.TreasurerHassanTuraif])
            );
            Assert.That(terms.Select(held => held.Place.GetProperty("state").GetString()), Has.All.EqualTo("filled"));
            Assert.That(
                terms.SelectMany(held =>
                    new[] { "person", "name", "country", "place" }.Select(name => held.Term.GetProperty(name).ValueKind)
                ),
                Has.All.EqualTo(JsonValueKind.Null)
            );
            Assert.That((await server.JsonAsync("/v1/search?q=turaif")).GetProperty("total").GetInt32(), Is.Zero);
            Assert.That((await server.JsonAsync("/v1/search?q=treasurer&type=people")).GetProperty("total").GetInt32(), Is.Zero);
        });
    }

    [Test]
    public async Task Feed_WhenAPersonIsWithheldAndShownAgain_SaysSoAndShowsTheTermsAsTheyAre()
    {
        var person = Shipped.IdOf("hassan-turaif");
        var place = (await server.JsonAsync("/v1/changes?limit=1&after=0")).GetProperty("latest").GetString();
        await ShowAsync(person, "withheld");
        var withheld = await FeedAsync(place!);
        var history = await server.TextAsync($"/v1/representatives/{Shipped.MenanpudHassanTuraif}/history");
        place = (await server.JsonAsync("/v1/changes?limit=1&after=0")).GetProperty("latest").GetString();
        await ShowAsync(person, "public");
        var shown = await FeedAsync(place!);

        Assert.Multiple(() =>
        {
            Assert.That(
                withheld.Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("resource")} {entry.GetProperty("id")}"),
                Is.EquivalentTo([
                    $"withdrawn people {person}",
                    $"change representatives {Shipped.MenanpudHassanTuraif}",
                    $"change office-terms {Shipped.TreasurerHassanTuraif}",
                ])
            );
            Assert.That(
                withheld.Where(entry => entry.GetProperty("resource").GetString() != "people").Select(entry => entry.GetRawText()),
                Has.All.Contain("\"personId\":null").And.All.Contain("\"personWithheld\":true")
            );
            Assert.That(history, Does.Not.Contain(person).And.Contain("\"personWithheld\":true"));
            Assert.That(
                shown.Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("resource")}"),
                Is.EquivalentTo(["create people", "change representatives", "change office-terms"])
            );
            Assert.That(shown.Select(entry => entry.GetRawText()), Has.All.Contain(person));
        });
    }

    [Test]
    public async Task Person_WhenWithheldAndChanged_ChangesNoPublicAnswer()
    {
        await ShowAsync(Shipped.IdOf("hassan-turaif"), "withheld");
        var before = await PublicAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var changed = await ChangeAsync(
            $"/v1/people/{Shipped.IdOf("hassan-turaif")}/record",
            """{"name":"Another Name","since":"2025","note":"Moved.","keptBy":"menanpud","reason":"r"}""",
            registry
        );

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
        Assert.That(await PublicAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Term_WhenItsPersonIsWithheldAndKeptByInpud_IsStillEndedByItsNetwork()
    {
        await ShowAsync(Shipped.JohnMelhus, "withheld");
        var europe = await server.KeyAsync(expires: null, "euronpud");
        var address = $"/v1/representatives/{Shipped.EuronpudJohnMelhus}/record";
        using var ended = await ChangeAsync(address, """{"period":"2024/2025-12","observed":null,"reason":"r"}""", europe);
        using var person = await server.GetAsync($"/v1/people/{Shipped.JohnMelhus}/record", europe);
        using var named = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/inwud/representatives?dryRun=true",
            $$"""{"person":"{{Shipped.JohnMelhus}}","period":"2026/..","source":"registry-curation","reason":"r"}""",
            await server.KeyAsync(expires: null, "inwud")
        );

        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK), await ended.Content.ReadAsStringAsync());
        Assert.That(person.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await named.Content.ReadAsStringAsync(), Does.Contain("unknown-person"));
    }

    /// <summary>Africa's network keeps two withheld people. One of them represents Europe's: the network is not to learn it from what it is refused.</summary>
    [Test]
    public async Task Refusal_WhenAWithheldPersonHoldsAnothersSeat_DoesNotSayWhich()
    {
        var africa = await server.KeyAsync(expires: null, "africanpud");
        var (seated, other) = (await RecordAsync("Somebody Seated"), await RecordAsync("Somebody Else"));
        using var term = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/euronpud/representatives",
            $$"""{"person":"{{seated}}","period":"2017/2020","source":"registry-curation","reason":"r"}""",
            registry
        );
        Assert.That(term.StatusCode, Is.EqualTo(HttpStatusCode.Created), await term.Content.ReadAsStringAsync());
        var id = term.Headers.Location!.OriginalString.Split('/')[3];

        var withdrawals = new[] { await WithdrawalAsync(seated), await WithdrawalAsync(other) };
        Assert.That(withdrawals[0], Does.StartWith("Forbidden").And.EqualTo(withdrawals[1]));
        var seat = await SeatAsync("africanpud", africa);
        Assert.That(seat, Does.StartWith("Conflict").And.Contain("/v1/rules/seat-taken"));
        Assert.That(seat, Does.Not.Contain(id).And.Not.Contain("2017/2020").And.Not.Contain("European"));
        Assert.That(await SeatAsync("africanpud", registry), Does.Contain(id), "INPUD sees which");

        async Task<string> RecordAsync(string name)
        {
            using var made = await server.SendJsonAsync(
                HttpMethod.Post,
                "/v1/people",
                $$"""{"name":"{{name}}","visibility":"withheld","keptBy":"africanpud","source":"registry-curation","reason":"r"}""",
                africa
            );
            return made.Headers.Location!.OriginalString.Split('/')[3];
        }

        async Task<string> WithdrawalAsync(string person)
        {
            using var read = await server.GetAsync($"/v1/people/{person}/record", africa);
            using var answer = await server.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/people/{person}/withdrawal?dryRun=true",
                """{"reason":"r"}""",
                africa,
                ("If-Match", read.Headers.ETag!.ToString())
            );
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            return $"{answer.StatusCode} {problem.GetProperty("detail").GetString()}";
        }

        async Task<string> SeatAsync(string network, (string, string) key)
        {
            using var answer = await server.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/networks/{network}/representatives?dryRun=true",
                $$"""{"person":"{{seated}}","period":"2018-03/2018-09","source":"registry-curation","reason":"r"}""",
                key
            );
            return $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
    }

    /// <summary>INPUD gave the network's representative, whose name is withheld, an office. The network cannot take the seat away, and is not to learn which office needs it.</summary>
    [Test]
    public async Task Refusal_WhenAWithheldPersonHoldsAnOffice_DoesNotSayWhich()
    {
        await ShowAsync(Shipped.JohnMelhus, "withheld");
        var address = $"/v1/representatives/{Shipped.EuronpudJohnMelhus}/record";
        using var seat = await ChangeAsync(address, """{"period":"2023/..","reason":"r"}""", registry);
        Assert.That(seat.StatusCode, Is.EqualTo(HttpStatusCode.OK), await seat.Content.ReadAsStringAsync());
        using var office = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/board/offices/vice-chair/terms",
            $$"""{"person":"{{Shipped.JohnMelhus}}","period":"2024-02/2024-11","source":"registry-curation","reason":"r"}""",
            registry
        );
        Assert.That(office.StatusCode, Is.EqualTo(HttpStatusCode.Created), await office.Content.ReadAsStringAsync());
        var europe = await server.KeyAsync(expires: null, "euronpud");

        using var shorter = await ChangeAsync(address, """{"period":"2023/2023","observed":null,"reason":"r"}""", europe);
        using var vacant = await ChangeAsync(address, """{"person":null,"country":null,"place":null,"reason":"r"}""", europe);
        using var read = await server.GetAsync(address, europe);
        using var gone = await server.SendJsonAsync(
            HttpMethod.Post,
            address.Replace("/record", "/withdrawal", StringComparison.Ordinal),
            """{"reason":"r"}""",
            europe,
            ("If-Match", read.Headers.ETag!.ToString())
        );
        foreach (var refused in new[] { shorter, vacant, gone })
        {
            var answer = await refused.Content.ReadAsStringAsync();
            Assert.That((int)refused.StatusCode, Is.AnyOf(409, 422), answer);
            Assert.That(answer, Does.Contain("needs this seat").And.Not.Contain("2024-02").And.Not.Contain("vice-chair"));
        }
    }

    [Test]
    public async Task Term_WhenItCameWithoutItsPerson_StaysHeldUntilSomebodyIsNamed()
    {
        await server.WriteAsync(
            (
                "update seat_terms set person_id = null, country = null, person_withheld = true where id = @id",
                new { id = Shipped.EuronpudJohnMelhus }
            )
        );
        var address = $"/v1/representatives/{Shipped.EuronpudJohnMelhus}/record";
        using var noted = await ChangeAsync(address, """{"note":"Seen again.","reason":"r"}""", registry);
        var before = await noted.Content.ReadAsStringAsync();
        var shown = await server.TextAsync("/v1/networks/euronpud/representatives");
        using var named = await ChangeAsync(address, """{"person":"john-melhus","reason":"r"}""", registry);
        using var byId = await ChangeAsync(address, $$"""{"person":"{{Shipped.JohnMelhus}}","reason":"r"}""", registry);
        var after = await byId.Content.ReadAsStringAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(before, Does.Contain("\"person\":null").And.Contain("\"personWithheld\":true"));
            Assert.That(shown, Does.Contain("\"personWithheld\":true").And.Not.Contain("Seen again."));
            Assert.That(named.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "nobody is public whom no term names");
            Assert.That(after, Does.Contain(Shipped.JohnMelhus).And.Contain("\"personWithheld\":false"));
            Assert.That(await server.TextAsync("/v1/networks/euronpud/representatives"), Does.Contain("John Melhus"));
        });
    }

    private async Task<string> PublicAsync()
    {
        using var board = await server.GetAsync("/v1/board?limit=200");
        var latest = (await server.JsonAsync("/v1/changes?limit=1")).GetProperty("latest").GetString();
        return $"{latest} {board.Headers.ETag} {board.Content.Headers.LastModified:R} {await board.Content.ReadAsStringAsync()}";
    }

    private static bool IsWithdrawal(string body, string person) =>
        body.Contains("withdrawn", StringComparison.Ordinal)
        && body.IndexOf(person, StringComparison.Ordinal) == body.LastIndexOf(person, StringComparison.Ordinal);

    private async Task<IReadOnlyList<JsonElement>> FeedAsync(string after) =>
        [.. (await server.JsonAsync($"/v1/changes?limit=200&after={after}")).GetProperty("items").EnumerateArray()];

    private async Task<string> RecordAsync(string address, string body)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, registry);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private async Task ShowAsync(string person, string visibility)
    {
        using var response = await ChangeAsync(
            $"/v1/people/{person}/record",
            $$"""{"visibility":"{{visibility}}","reason":"The person asked us."}""",
            registry
        );
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> ChangeAsync(string address, string patch, (string, string) key)
    {
        using var read = await server.GetAsync(address, key);
        return await server.SendJsonAsync(HttpMethod.Patch, address, patch, key, ("If-Match", read.Headers.ETag!.ToString()));
    }
}
