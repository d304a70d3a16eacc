using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>A restore begins another epoch. What a client has of before, a cursor or an ETag, is never taken for one of afterwards.</summary>
internal sealed class CursorsAfterRestoreTests
{
    private const string Feed = "/v1/changes";

    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private Dictionary<string, Before> before = [];

    private sealed record Before(string? Cursor, string Tag, DateTimeOffset? Modified);

    private static IEnumerable<ReadOperation> Reads =>
        ReadOperation.All.Where(read => read.Template.StartsWith("/v1/", StringComparison.Ordinal));

    /// <summary>A steward's record has a tag of its content alone: the same content is the same version, and a change of it is right.</summary>
    private static IEnumerable<ReadOperation> Tagged =>
        Reads.Where(read => read is { IsPublic: true, HasTag: true, Tag: not "Applications", Id: not "listHistory" });

    private static IEnumerable<string> Listed =>
        RegistryServer
            .Contract()
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path =>
                // A page has no cursor but in a link; it takes that of the same list.
                path.Name.StartsWith("/v1/", StringComparison.Ordinal)
                && path.Value.TryGetProperty("get", out var get)
                && ContractParameters.Of(get).Any(parameter => parameter.GetProperty("name").GetString() == "after")
            )
            .Select(path => path.Name);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        var restoreAsync = await server.CopyAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var read in Reads)
        {
            before[read.Template] = await BeforeAsync(read);
        }

        await restoreAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Listed))]
    public async Task List_WhenTheCursorIsFromBeforeTheRestore_SaysToBeginAnew(string template)
    {
        var read = ReadOperation.All.First(read => read.Template == template);
        var cursor = before[template].Cursor;
        if (cursor is null)
        {
            Assert.That(before.Values.Count(of => of.Cursor is not null), Is.GreaterThan(12), "most lists have a second page");
            return;
        }

        using var response = await server.GetAsync(ReadOperation.With(PageOf(read), "after", cursor), key);
        using var anew = await server.GetAsync(PageOf(read), key);
        using var garbage = await server.GetAsync(ReadOperation.With(PageOf(read), "after", "garbage"), key);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.Gone, "cursor-outdated");
        var operation = RegistryServer.Contract().GetProperty("paths").GetProperty(template).GetProperty("get");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("name").GetString(), Is.EqualTo("after"));
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("restored"));
        Assert.That(operation.GetProperty("responses").TryGetProperty("410", out _), Is.True, "the contract has the answer");
        await RegistryServer.ProblemAsync(garbage, HttpStatusCode.BadRequest, "invalid-cursor");
        var later = await CursorAsync(anew);
        Assert.That(later, Is.Not.Null, await anew.Content.ReadAsStringAsync());
        using var next = await server.GetAsync(ReadOperation.With(PageOf(read), "after", later!), key);
        Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCaseSource(nameof(Tagged))]
    public async Task Read_WhenTheTagIsFromBeforeTheRestore_AnswersInFull(ReadOperation read)
    {
        var (_, tag, modified) = before[read.Template];
        using var tagged = await server.GetAsync(PageOf(read), ("If-None-Match", tag));
        using var dated = await server.GetAsync(PageOf(read), ("If-Modified-Since", modified?.ToString("R") ?? ""));

        Assert.That(tagged.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(dated.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Export_WhenItsFileIsFromBeforeTheRestore_IsMadeAnew()
    {
        using var export = await server.GetAsync(ReadOperation.All.Single(read => read.Template == "/v1/export").Address);
        using var feed = await server.GetAsync($"{Feed}?after={export.Headers.GetValues("Registry-Cursor").Single()}");

        Assert.That(feed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(export.Content.Headers.LastModified, Is.GreaterThan(before["/v1/export"].Modified!.Value));
    }

    [Test]
    public async Task Cursor_WhenAnEarlierVersionGaveIt_HoldsUntilTheFirstRestore()
    {
        var never = await SharedServer.GetAsync();
        using var held = await never.GetAsync($"{Feed}?after=17&limit=1");
        using var outdated = await server.GetAsync($"{Feed}?after=17&limit=1");

        Assert.That(held.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await held.Content.ReadAsStringAsync(), Does.Match("\"cursor\":\"[0-9a-f]{8}-18\""));
        await RegistryServer.ProblemAsync(outdated, HttpStatusCode.Gone, "cursor-outdated");
    }

    private static string PageOf(ReadOperation read) =>
        read.IsList || read.Template == Feed ? ReadOperation.With(read.Address, "limit", "1") : read.Address;

    private async Task<Before> BeforeAsync(ReadOperation read)
    {
        using var response = read.IsPublic ? await server.GetAsync(PageOf(read)) : await server.GetAsync(PageOf(read), key);
        return new Before(await CursorAsync(response), response.Headers.ETag?.ToString() ?? "", response.Content.Headers.LastModified);
    }

    private static async Task<string?> CursorAsync(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == "application/json"
        && JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement is { ValueKind: JsonValueKind.Object } answer
        && answer.TryGetProperty("next", out var next)
            ? next.GetString()
            : null;
}
