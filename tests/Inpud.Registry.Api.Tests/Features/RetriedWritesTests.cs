using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>A client that lost the answer can send a write again, and the write makes no second record.</summary>
internal sealed class RetriedWritesTests
{
    private const string Body = """
        {
            "name": "Kenyan Network", "country": "KEN", "period": "2012/..", "observed": "2025-10", "keptBy": "africanpud",
            "ledByPeopleWhoUseDrugs": true, "leadershipBasis": "Its own statement.", "source": "registry-curation", "reason": "The group wrote to us."
        }
        """;

    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Create_WhenItIsRetried_MakesOneRecordAndAnswersTheSame()
    {
        using var first = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once"));
        using var second = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once"));
        using var other = await PostAsync(
            "/v1/groups",
            Body.Replace("Kenyan", "Other", StringComparison.Ordinal),
            africa,
            ("Idempotency-Key", "once")
        );
        using var another = await PostAsync(
            "/v1/groups",
            Body.Replace("Kenyan", "Third", StringComparison.Ordinal),
            await server.KeyAsync(expires: null, "registry"),
            ("Idempotency-Key", "once")
        );

        Assert.Multiple(() =>
        {
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
            Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag));
            Assert.That(another.StatusCode, Is.EqualTo(HttpStatusCode.Created), "the key belongs to a steward");
        });
        Assert.That(await second.Content.ReadAsStringAsync(), Is.EqualTo(await first.Content.ReadAsStringAsync()));
        await RegistryServer.ProblemAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Test]
    public async Task Create_WhenItIsRetriedAfterAWeek_IsARequestOfItsOwn()
    {
        using var first = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once"));
        server.Clock.Advance(TimeSpan.FromDays(8));
        using var other = await PostAsync(
            "/v1/groups",
            Body.Replace("Kenyan", "Other", StringComparison.Ordinal),
            africa,
            ("Idempotency-Key", "another")
        );
        using var again = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once"));

        await RegistryServer.ProblemAsync(again, HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    public async Task Create_WhenItIsRetriedAfterAWeekWithoutAnotherWrite_IsARequestOfItsOwn()
    {
        using var first = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once"));
        // The day is settled before the week is over, so that nothing has deleted the answer yet.
        server.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        await server.TextAsync("/v1/networks");
        server.Clock.Advance(TimeSpan.FromHours(2));
        using var again = await PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once"));

        await RegistryServer.ProblemAsync(again, HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    public async Task Create_WhenManyRetryAtOnce_MakesOneRecord()
    {
        var responses = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => PostAsync("/v1/groups", Body, africa, ("Idempotency-Key", "once")))
        );

        Assert.That(responses.Select(response => response.StatusCode), Has.All.EqualTo(HttpStatusCode.Created));
        Assert.That(responses.Select(response => response.Headers.Location!.OriginalString).Distinct().Count(), Is.EqualTo(1));
    }

    private Task<HttpResponseMessage> PostAsync(string address, string body, params (string, string)[] headers) =>
        server.SendJsonAsync(HttpMethod.Post, address, body, headers);
}
