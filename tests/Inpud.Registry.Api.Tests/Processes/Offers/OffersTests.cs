using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Offers;

/// <summary>A keeper offers a group to another network, which keeps it once it accepts.</summary>
internal sealed class OffersTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) keeper;
    private (string Name, string Value) receiver;
    private (string Name, string Value) inpud;
    private string group = "";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        keeper = await server.KeyAsync(expires: null, "euronpud");
        receiver = await server.KeyAsync(expires: null, "enpud");
        inpud = await server.KeyAsync(expires: null, "registry");
        var made = await SendAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Umoja","country":"FR","place":"Hidden Street","period":"2012/..","keptBy":"euronpud","source":"registry-curation","reason":"r"}""",
            keeper
        );
        group = made.GetProperty("id").GetString()!;
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Offer_WhenItWaits_ShowsTheNameAndCountryToTheOtherSideAndNothingElse()
    {
        var offer = await OfferAsync();
        var seen = await ReadAsync(offer, receiver);
        var listed = await ReadAsync("/v1/offers?state=waiting", receiver);

        Assert.Multiple(async () =>
        {
            Assert.That(seen.GetProperty("groupName").GetString(), Is.EqualTo("Umoja"));
            Assert.That(seen.GetProperty("groupCountry").GetString(), Is.EqualTo("FR"));
            Assert.That(seen.GetProperty("keeper").GetString(), Is.EqualTo("euronpud"));
            Assert.That(seen.GetProperty("note").GetString(), Is.EqualTo("They asked for it."));
            Assert.That(seen.GetRawText(), Does.Not.Contain("Hidden Street"));
            Assert.That(listed.GetProperty("items")[0].GetRawText(), Is.EqualTo(seen.GetRawText()));
            Assert.That(await StatusAsync($"/v1/groups/{group}/record", receiver), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await StatusAsync($"/v1/groups/{group}/record", keeper), Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task Offer_WhenAccepted_MakesTheNetworkTheKeeperAndEndsTheSightOfTheFormerOne()
    {
        var offer = await OfferAsync();
        using var read = await server.GetAsync(offer, receiver);
        // The tag of what is read, which names the sight of the group besides.
        await ReplyAsync(offer, "acceptance", receiver, read.Headers.ETag!.ToString());
        var record = await ReadAsync($"/v1/groups/{group}/record", receiver);
        var accepted = await ReadAsync(offer, keeper);

        Assert.Multiple(async () =>
        {
            Assert.That(record.GetProperty("keptBy").GetString(), Is.EqualTo("enpud"));
            Assert.That(record.GetProperty("place").GetString(), Is.EqualTo("Hidden Street"));
            Assert.That(await StatusAsync($"/v1/groups/{group}/record", keeper), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await StatusAsync($"/v1/groups/{group}/history", keeper), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(accepted.GetProperty("state").GetString(), Is.EqualTo("accepted"));
            Assert.That(accepted.GetProperty("groupName").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That((await ReadAsync("/v1/key/groups", receiver)).GetRawText(), Does.Contain(group));
            Assert.That(
                (await ReadAsync($"/v1/groups/{group}/history", receiver)).GetProperty("items")[0].GetRawText(),
                Does.Contain("keptBy").And.Contain("They met.")
            );
        });
        await SendAsync(HttpMethod.Patch, $"/v1/groups/{group}/record", """{"note":"Lyon","reason":"r"}""", receiver, ("If-Match", "*"));
    }

    /// <summary>The new keeper may leave what it may not cite itself: the letters of the former one.</summary>
    [Test]
    public async Task Group_WhenItCitesASourceOfItsFormerKeeper_ChangesAllTheSame()
    {
        var letter = await SendAsync(
            HttpMethod.Post,
            "/v1/sources",
            """{"title":"A letter of Umoja","kind":"article","keptBy":"euronpud","reason":"r"}""",
            keeper
        );
        var source = letter.GetProperty("id").GetString();
        var named = $$"""{"source":"{{source}}","names":[{"name":"UMJ","kind":"abbreviation","source":"{{source}}"}],"reason":"r"}""";
        await SendAsync(HttpMethod.Patch, $"/v1/groups/{group}/record", named, keeper, ("If-Match", "*"));
        await ReplyAsync(await OfferAsync(), "acceptance", receiver);
        await SendAsync(HttpMethod.Patch, $"/v1/groups/{group}/record", """{"note":"Lyon","reason":"r"}""", receiver, ("If-Match", "*"));
        using var elsewhere = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            $$"""{"name":"Haki","country":"UA","period":"2012/..","keptBy":"enpud","source":"{{source}}","reason":"r"}""",
            receiver
        );

        Assert.That(await elsewhere.Content.ReadAsStringAsync(), Does.Contain("unknown-source"));
    }

    [TestCase("refusal", "refused")]
    [TestCase("retraction", "retracted")]
    public async Task Offer_WhenRefusedOrRetracted_LeavesTheKeeperAndShowsTheGroupNoMore(string action, string state)
    {
        var offer = await OfferAsync();
        await ReplyAsync(offer, action, action == "refusal" ? receiver : keeper);
        var after = await ReadAsync(offer, receiver);
        // The group can be offered again.
        await OfferAsync();

        Assert.That(after.GetProperty("state").GetString(), Is.EqualTo(state));
        Assert.That(after.GetRawText(), Does.Not.Contain("Umoja").And.Not.Contain("\"FR\""));
        Assert.That(await StatusAsync($"/v1/groups/{group}/record", keeper), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Offer_WhenAnotherWaits_IsAConflict()
    {
        await OfferAsync();
        using var second = await server.SendJsonAsync(HttpMethod.Post, $"/v1/groups/{group}/offers", BodyOf("lanpud"), keeper);

        await RegistryServer.ProblemAsync(second, HttpStatusCode.Conflict, "conflict");
    }

    [TestCase("euronpud", "keeps-it-already")]
    [TestCase("nopud", "unknown-network")]
    public async Task Offer_WhenTheNetworkCannotTakeIt_NamesTheField(string network, string code)
    {
        using var answer = await server.SendJsonAsync(HttpMethod.Post, $"/v1/groups/{group}/offers", BodyOf(network), keeper);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), text);
        Assert.That(text, Does.Contain(code).And.Contain("\"network\""));
    }

    /// <summary>INPUD gave the group to a third network while the offer waited: whoever offered it had it no longer to give.</summary>
    [Test]
    public async Task Acceptance_WhenTheKeeperHasChanged_IsRefusedAndTellsNothingOfTheGroup()
    {
        var offer = await OfferAsync();
        await SendAsync(
            HttpMethod.Patch,
            $"/v1/groups/{group}/record",
            """{"keptBy":"lanpud","name":"Umoja in Lyon","correction":true,"reason":"r"}""",
            inpud,
            ("If-Match", "*")
        );
        using var accepted = await SendReplyAsync(offer, "acceptance", receiver, "*");
        var text = await accepted.Content.ReadAsStringAsync();

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Conflict), text);
        Assert.That(text + (await ReadAsync(offer, receiver)).GetRawText(), Does.Not.Contain("Umoja").And.Not.Contain("lanpud"));
        Assert.That((await ReadAsync($"/v1/groups/{group}/record", inpud)).GetProperty("keptBy").GetString(), Is.EqualTo("lanpud"));
    }

    [Test]
    public async Task Acceptance_WhenTheGroupWasWithdrawn_IsRefused()
    {
        var offer = await OfferAsync();
        await SendAsync(HttpMethod.Post, $"/v1/groups/{group}/withdrawal", """{"reason":"Twice."}""", keeper, ("If-Match", "*"));
        using var accepted = await SendReplyAsync(offer, "acceptance", receiver, "*");
        using var again = await server.SendJsonAsync(HttpMethod.Post, $"/v1/groups/{group}/offers", BodyOf("enpud"), keeper);

        await RegistryServer.ProblemAsync(accepted, HttpStatusCode.Conflict, "conflict");
        await RegistryServer.ProblemAsync(again, HttpStatusCode.Conflict, "conflict");
        Assert.That((await ReadAsync(offer, receiver)).GetProperty("groupName").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Acceptance_WhenTheNetworkWasWithdrawnSince_IsRefusedAndTheKeeperStays()
    {
        var offer = await OfferAsync();
        await server.WriteAsync(("update networks set withdrawn = '2026-01-14T09:00:00.0000000Z' where id = 'enpud'", null));
        using var answer = await SendReplyAsync(offer, "acceptance", receiver, "*");

        await RegistryServer.ProblemAsync(answer, HttpStatusCode.Conflict, "conflict");
        Assert.That((await ReadAsync($"/v1/groups/{group}/record", keeper)).GetProperty("keptBy").GetString(), Is.EqualTo("euronpud"));
    }

    /// <summary>INPUD gives the group to another network while the offer waits.</summary>
    [Test]
    public async Task Offer_WhenTheGroupGetsAnotherKeeper_IsRetractedForGood()
    {
        var offer = await OfferAsync();
        var another = await server.KeyAsync(expires: null, "inwud");
        await KeepAsync("inwud");
        var own = await SendAsync(HttpMethod.Post, $"/v1/groups/{group}/offers", BodyOf("enpud"), another);
        await ReplyAsync($"/v1/offers/{own.GetProperty("id").GetString()}", "retraction", another);
        await KeepAsync("euronpud");
        var seen = await ReadAsync(offer, receiver);
        using var late = await SendReplyAsync(offer, "acceptance", receiver, "*");

        Assert.That(seen.GetProperty("state").GetString(), Is.EqualTo("retracted"));
        Assert.That(seen.GetProperty("decided").ValueKind, Is.EqualTo(JsonValueKind.String));
        Assert.That(seen.GetProperty("groupName").ValueKind, Is.EqualTo(JsonValueKind.Null));
        await RegistryServer.ProblemAsync(late, HttpStatusCode.Conflict, "conflict");

        Task KeepAsync(string network) =>
            SendAsync(
                HttpMethod.Patch,
                $"/v1/groups/{group}/record",
                $$"""{"keptBy":"{{network}}","reason":"r"}""",
                inpud,
                ("If-Match", "*")
            );
    }

    [Test]
    public async Task Offer_WhenItNamesTheNetworkByAFormerId_IsMadeToTheNetwork()
    {
        var made = await SendAsync(HttpMethod.Post, $"/v1/groups/{group}/offers", BodyOf("anpud"), keeper);

        Assert.That(made.GetProperty("network").GetString(), Is.EqualTo("napud"));
    }

    private static string BodyOf(string network) => $$"""{"network":"{{network}}","note":"They asked for it.","reason":"r"}""";

    private async Task<string> OfferAsync()
    {
        var made = await SendAsync(HttpMethod.Post, $"/v1/groups/{group}/offers", BodyOf("enpud"), keeper);
        Assert.That(made.GetRawText(), Does.Not.Contain("Umoja"), "The answers to writes are kept for a week.");
        return $"/v1/offers/{made.GetProperty("id").GetString()}";
    }

    private async Task ReplyAsync(string offer, string action, (string, string) key, string ifMatch = "*")
    {
        using var answer = await SendReplyAsync(offer, action, key, ifMatch);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> SendReplyAsync(string offer, string action, (string, string) key, string ifMatch) =>
        server.SendJsonAsync(
            HttpMethod.Post,
            $"{offer}/{action}",
            """{"message":"As agreed.","reason":"They met."}""",
            key,
            ("If-Match", ifMatch)
        );

    private async Task<HttpStatusCode> StatusAsync(string address, (string, string) key)
    {
        using var answer = await server.GetAsync(address, key);
        return answer.StatusCode;
    }

    private async Task<JsonElement> ReadAsync(string address, (string, string) key)
    {
        using var answer = await server.GetAsync(address, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<JsonElement> SendAsync(
        HttpMethod method,
        string address,
        string body,
        (string, string) key,
        params (string, string)[] headers
    )
    {
        using var response = await server.SendJsonAsync(method, address, body, [key, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, $"{address}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
