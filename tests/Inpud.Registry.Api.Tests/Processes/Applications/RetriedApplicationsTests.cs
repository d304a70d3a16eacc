using System.Net;
using System.Text;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Processes.Applications;

/// <summary>A group that lost the answer can apply again with the same Idempotency-Key. It gets its link, and nobody else does.</summary>
internal sealed class RetriedApplicationsTests
{
    private const string Umoja =
        """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""";
    private const string Key = "5e0c6c3a-6f0f-4f0e-9a8e-0d6a6f1f7c55";

    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartWithAsync("--Registry:Limits:ApplicationsPerHour=2");

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Application_WhenItIsRetried_IsRecordedOnceAndAnsweredTheSame()
    {
        using var first = await ApplyAsync(Umoja, Key);
        var rows = await server.RowsAsync();
        using var second = await ApplyAsync(Umoja, Key);
        using var other = await ApplyAsync(Umoja.Replace("Umoja", "Haki", StringComparison.Ordinal), Key);

        await RegistryServer.ProblemAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.That(await server.RowsAsync(), Is.EqualTo(rows));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Created), await second.Content.ReadAsStringAsync());
        Assert.That(await second.Content.ReadAsStringAsync(), Is.EqualTo(await first.Content.ReadAsStringAsync()));
        Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
        Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag));
        using var followed = await server.GetAsync(second.Headers.Location!.OriginalString);
        Assert.That(followed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Application_WhenItIsRetriedWithoutAPermitLeft_IsAnswered()
    {
        using var first = await ApplyAsync(Umoja, Key);
        using var second = await ApplyAsync(Umoja);
        using var third = await ApplyAsync(Umoja);
        using var again = await ApplyAsync(Umoja, Key);
        using var another = await ApplyAsync(Umoja, Key[..^1] + "6");

        Assert.That(
            new[] { first, second, third, again, another }.Select(response => (int)response.StatusCode),
            Is.EqualTo(new[] { 201, 201, 429, 201, 429 })
        );
    }

    [Test]
    public async Task Application_WhenManyRetryAtOnce_IsRecordedOnce()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApplyAsync(Umoja, Key)));

        Assert.That(responses.Select(response => response.StatusCode), Has.All.EqualTo(HttpStatusCode.Created));
        Assert.That(responses.Select(response => response.Headers.Location!.OriginalString).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("short")]
    [TestCase("123456789012345678901")]
    public async Task Application_WhenItsIdempotencyKeyCanBeGuessed_IsRefused(string key)
    {
        using var response = await ApplyAsync(Umoja, key);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("detail").GetString(), Does.Contain("22 to 200 characters"));
    }

    [Test]
    public async Task Answer_WhenKept_HoldsNeitherTheLinkNorTheIdempotencyKey()
    {
        using var applied = await ApplyAsync(Umoja, Key);
        var link = applied.Headers.Location!.OriginalString.Split('/')[^1];
        var kept = await KeptAsync();

        Assert.That(kept, Has.Count.EqualTo(1));
        Assert.That(kept[0], Does.Not.Contain(link).And.Not.Contain(Key).And.Not.Contain("Umoja"));
        var body = Encoding.Latin1.GetString(Convert.FromBase64String(kept[0].Split(' ')[3]));
        Assert.That(body, Does.Not.Contain(link).And.Not.Contain("Umoja"), "base64 hides nothing");
        Assert.That(await server.Database.FindAsync(link, Key), Is.Empty, "nor does any other table");
    }

    [Test]
    public async Task Answer_WhenADayHasPassed_IsNotGivenAgain()
    {
        using var first = await ApplyAsync(Umoja, Key);
        server.Clock.Advance(TimeSpan.FromHours(25));
        using var again = await ApplyAsync(Umoja, Key);

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(again.Headers.Location, Is.Not.EqualTo(first.Headers.Location));
    }

    [TestCase("applicant", 23, 1)]
    [TestCase("applicant", 25, 0)]
    [TestCase("k-1", 6 * 24, 1)]
    [TestCase("k-1", 8 * 24, 0)]
    public async Task Answer_WhenItsTimeHasPassed_IsDeletedWithTheFirstRequestOfTheDay(string sender, int hours, int left)
    {
        await server.WriteAsync(
            (
                "insert into answered_writes (key_id, idempotency_key, request_hash, status, body, etag, at) values (@sender, 'x', 'x', 201, 'x', '', '2026-01-15T12:00:00.0000000Z')",
                new { sender }
            )
        );
        server.Clock.Advance(TimeSpan.FromHours(hours));
        await server.TextAsync("/v1/networks");

        Assert.That(await KeptAsync(), Has.Count.EqualTo(left));
    }

    private async Task<IReadOnlyList<string>> KeptAsync()
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.QueryAsync<string>(
            "select key_id || ' ' || idempotency_key || ' ' || request_hash || ' ' || body || ' ' || etag || ' ' || coalesce(location, '') from answered_writes"
        );
    }

    private Task<HttpResponseMessage> ApplyAsync(string body, string key = "") =>
        server.SendJsonAsync(HttpMethod.Post, "/v1/applications", body, ("Idempotency-Key", key));
}
