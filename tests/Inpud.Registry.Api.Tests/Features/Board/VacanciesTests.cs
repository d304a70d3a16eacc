using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Board;

/// <summary>A vacancy that a source saw ends when somebody fills the seat or the office. What else is in the way is named.</summary>
internal sealed class VacanciesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>The list of August 2025 names nobody for ENPUD, and no Chair.</summary>
    [TestCase(
        "/v1/networks/enpud/representatives",
        "z2pex-4qv9z",
        "representatives",
        """{"person":"olga-szubert","country":"UA","period":"2025-11/..","source":"registry-curation","reason":"They were elected."}"""
    )]
    [TestCase(
        "/v1/board/offices/chair/terms",
        Shipped.ChairVacant,
        "office-terms",
        """{"person":"john-melhus","period":"2025-11/..","source":"registry-curation","reason":"They were elected."}"""
    )]
    public async Task Vacancy_WhenItIsFilled_EndsInTheSameCommit(string address, string vacancy, string resource, string body)
    {
        using var made = await server.SendJsonAsync(HttpMethod.Post, address, body, registry);
        using var record = await server.GetAsync($"/v1/{resource}/{vacancy}/record", registry);
        using var history = await server.GetAsync($"/v1/{resource}/{vacancy}/history", registry);

        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created), await made.Content.ReadAsStringAsync());
        Assert.That(
            JsonDocument.Parse(await record.Content.ReadAsStringAsync()).RootElement.GetProperty("period").GetString(),
            Is.EqualTo("/2025-11")
        );
        Assert.That(await history.Content.ReadAsStringAsync(), Does.Contain("They were elected."));
        Assert.That(await server.TextAsync($"/v1/{resource}/{vacancy}/history"), Does.Contain("/2025-11"));
    }

    /// <summary>The source saw the vacancy after the day on which the term is said to begin: one of the two is wrong.</summary>
    [Test]
    public async Task Vacancy_WhenItWasSeenLater_StandsInTheWayAndIsNamed()
    {
        using var made = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/networks/enpud/representatives",
            """{"person":"olga-szubert","country":"UA","period":"2025-01-01/..","source":"registry-curation","reason":"r"}""",
            registry
        );

        await AssertNamesAsync(made, "seat-taken", "/v1/representatives/z2pex-4qv9z/record");
    }

    [TestCase(
        "/v1/networks/euronpud/memberships",
        """{"group":"asud","period":"2025/..","source":"registry-curation","reason":"r"}""",
        "overlapping-membership",
        "/v1/memberships/"
    )]
    [TestCase(
        "/v1/board/offices/treasurer/terms",
        """{"person":"john-melhus","period":"2025-10/..","source":"registry-curation","reason":"r"}""",
        "office-taken",
        "/v1/office-terms/fbp2d-mawys/record"
    )]
    [TestCase(
        "/v1/posts/executive-director/terms",
        """{"person":"olga-szubert","period":"2025-10/..","source":"registry-curation","reason":"r"}""",
        "post-taken",
        "/v1/post-terms/ed4en-nwxws/record"
    )]
    [TestCase(
        "/v1/networks/lanpud/claims",
        """{"countries":18,"period":"2024/..","source":"registry-curation","reason":"r"}""",
        "duplicate-claim",
        "/v1/claims/lanpud-17/record"
    )]
    [TestCase(
        "/v1/people",
        """{"name":"Ánton  Basenko","source":"registry-curation","reason":"r"}""",
        "duplicate-person",
        "/v1/people/q5fbh-78xqc/record"
    )]
    [TestCase(
        "/v1/groups",
        """{"name":"Asud","country":"FR","period":"2012/..","source":"registry-curation","reason":"r"}""",
        "name-taken",
        $"/v1/groups/{Shipped.Asud}/record"
    )]
    public async Task Conflict_WhenAnotherRecordIsInTheWay_NamesItsAddress(string address, string body, string code, string inTheWay)
    {
        using var made = await server.SendJsonAsync(HttpMethod.Post, address, body, registry);

        await AssertNamesAsync(made, code, inTheWay);
    }

    [Test]
    public async Task Person_WhenSaidToBeDistinct_IsRecordedAndStaysSo()
    {
        using var made = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/people",
            """{"name":"Anton Basenko","distinctFrom":["q5fbh-78xqc"],"source":"registry-curation","reason":"r"}""",
            registry
        );
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            made.Headers.Location!.OriginalString,
            """{"note":"The other one.","reason":"r"}""",
            registry,
            ("If-Match", "*")
        );

        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Created), await made.Content.ReadAsStringAsync());
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
    }

    [TestCase("/v1/groups", """{"name":"Umoja","country":"FR","period":"2126/..","source":"registry-curation","reason":"r"}""")]
    [TestCase(
        "/v1/networks",
        """
            {"id":"frnet","name":"A French Network","abbreviation":"FRN","kind":"topical","admits":["group"],"period":"2126/..","source":"registry-curation","reason":"r",
             "remit":{"basis":"curated","definition":"France.","countries":["FR"],"source":"registry-curation"} }
            """
    )]
    public async Task Founding_WhenItIsInTheFuture_BreaksTheRule(string address, string body)
    {
        using var made = await server.SendJsonAsync(HttpMethod.Post, address, body, registry);

        await AssertNamesAsync(made, "founded-in-future", inTheWay: null);
    }

    private async Task AssertNamesAsync(HttpResponseMessage answer, string code, string? inTheWay)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(inTheWay is null ? 422 : 409), text);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("errors")[0];
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(error.GetProperty("inTheWay").GetString(), inTheWay is null ? Is.Null : Does.StartWith(server.Whole(inTheWay)));
        if (inTheWay is not null)
        {
            Assert.That(error.GetProperty("detail").GetString(), Does.Contain(error.GetProperty("inTheWay").GetString()!.Split('/')[^2]));
        }
    }
}
