using System.Net;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every GET of the contract, in each of its forms, is sent again with its tag, and as HEAD.</summary>
internal sealed class ConditionalContractTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;

    private static IEnumerable<TestCaseData> Answers =>
        from read in ReadOperation.All
        from form in read.Forms
        select new TestCaseData(read, form).SetArgDisplayNames(read.Template, form);

    private static IEnumerable<TestCaseData> TaggedAnswers => Answers.Where(answer => ((ReadOperation)answer.Arguments[0]!).HasTag);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(TaggedAnswers))]
    public async Task Get_WhenTheTagIsTheCurrentOne_Answers304WithoutABody(ReadOperation read, string form)
    {
        using var first = await server.GetAsync(read.Address, key, ("Accept", form));
        var tag = first.Headers.ETag!;
        using var second = await server.GetAsync(read.Address, key, ("Accept", form), ("If-None-Match", tag.ToString()));
        using var other = await server.GetAsync(read.Address, key, ("Accept", form), ("If-None-Match", "\"other\""));

        Assert.Multiple(() =>
        {
            Assert.That(tag.IsWeak, Is.False);
            Assert.That(first.Content.Headers.ContentType?.MediaType, Is.EqualTo(form));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(second.Headers.ETag, Is.EqualTo(tag));
            Assert.That(second.Content.Headers.ContentLength, Is.Null.Or.Zero);
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    /// <summary>A problem has the headers of a problem, and none that describes the answer which was not sent.</summary>
    [TestCaseSource(nameof(TaggedAnswers))]
    public async Task Get_WhenItsConditionDoesNotHold_SaysNothingOfTheAnswer(ReadOperation read, string form)
    {
        var address = read.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "limit")
            ? ReadOperation.With(read.Address, "limit", "1")
            : read.Address;
        using var failed = await server.GetAsync(address, key, ("Accept", form), ("If-Match", "\"other\""));
        using var refused = await server.GetAsync(ReadOperation.With(address, "unknown", "1"), key, ("Accept", form));

        Assert.That(failed.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(HeadersOf(failed).Except(HeadersOf(refused)), Is.SubsetOf(new[] { "Vary" }));
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Head_WhenSent_AnswersAsGetWithoutTheBody(ReadOperation read, string form)
    {
        using var get = await server.GetAsync(read.Address, key, ("Accept", form));
        using var head = await server.SendAsync(HttpMethod.Head, read.Address, key, ("Accept", form));

        Assert.Multiple(() =>
        {
            Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
            Assert.That(head.Content.Headers.ContentType, Is.EqualTo(get.Content.Headers.ContentType));
            // The program streams an answer without a tag, so that its length is unknown before its end.
            Assert.That(head.Content.Headers.ContentLength, read.HasTag ? Is.EqualTo(get.Content.Headers.ContentLength) : Is.Null);
        });
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    /// <summary>The address that an answer names as its own is in the same form.</summary>
    [TestCaseSource(nameof(Answers))]
    public async Task Get_WhenItNamesTheAddressOfItsContent_ThatIsInTheSameForm(ReadOperation read, string form)
    {
        using var first = await server.GetAsync(read.Address, key, ("Accept", form));
        if (first.Content.Headers.ContentLocation is not { } location)
        {
            return;
        }

        using var second = await server.GetAsync(location.OriginalString, key, ("Accept", read.IsOtherForm ? "*/*" : form));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(second.Content.Headers.ContentType, Is.EqualTo(first.Content.Headers.ContentType));
        Assert.That(await second.Content.ReadAsByteArrayAsync(), Is.EqualTo(await first.Content.ReadAsByteArrayAsync()));
    }

    private static IEnumerable<string> HeadersOf(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Select(header => header.Key);

    [Test]
    public void Get_WhenTheContractIsRead_HasATagWellNighEverywhere() =>
        Assert.That(
            ReadOperation.All.Where(read => !read.HasTag).Select(read => read.Template),
            Is.EquivalentTo([
                "/health/live",
                "/health/ready",
                "/v1/key",
                "/v1/key/groups",
                "/v1/networks/{network}/applications",
                "/v1/offers",
                "/v1/proposals",
                "/v1/{resource}/{id}/reads",
            ])
        );
}
