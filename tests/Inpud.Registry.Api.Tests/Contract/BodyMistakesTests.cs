using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>An answer to a wrong body names every mistake at its place in the body that was sent. The mistakes are made from the contract.</summary>
internal sealed class BodyMistakesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync("--Registry:Limits:ApplicationTriesPerHour=100000");
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.OfEverybody))]
    public async Task Write_WhenABodyHasOneMistake_NamesItAtItsPlaceAndNothingElse(WriteOperation write)
    {
        foreach (var mistake in BodyMistake.Of(write))
        {
            var body = write.Example.DeepClone().AsObject();
            mistake.Make(body);
            var error = (await ErrorsAsync(write, body)).Single();

            Assert.That((error.Pointer, error.Code), Is.EqualTo((mistake.Pointer, mistake.Code)), $"{body.ToJsonString()}: {error.Detail}");
            Assert.That(mistake.Words.Where(word => !error.Detail.Contains(word, StringComparison.Ordinal)), Is.Empty, error.Detail);
        }
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.OfEverybody))]
    public async Task Write_WhenABodyHasManyMistakes_NamesThemAll(WriteOperation write)
    {
        // One mistake in each field, of another kind in each round. The reason breaks a rule, besides.
        var byField = BodyMistake.Of(write).Where(mistake => mistake.Field != "reason").GroupBy(mistake => mistake.Field).ToList();
        var rounds = byField.Max(field => field.Count());
        for (var round = 0; round < rounds; round++)
        {
            var body = write.Example.DeepClone().AsObject();
            var made = byField.Select((field, i) => field.ElementAt((round + i) % field.Count())).ToList();
            made.ForEach(mistake => mistake.Make(body));
            var expected = made.Select(mistake => (mistake.Pointer, mistake.Code)).ToList();
            if (body.ContainsKey("reason"))
            {
                body["reason"] = new string('a', 501);
                expected.Add(("/reason", "wrong-length"));
            }

            var errors = await ErrorsAsync(write, body);

            Assert.That(errors.Select(error => (error.Pointer, error.Code)), Is.EquivalentTo(expected), body.ToJsonString());
        }
    }

    [TestCase("""{"seat":{},"reason":"r"}""", "/seat/")]
    [TestCase("""{"remit":{"countries":["KE",7]},"reason":"r"}""", "/remit/countries/1")]
    [TestCase("""{"names":[{"name":"a"}],"reason":"r"}""", "/names/0/")]
    public async Task Patch_WhenAPartLacksWhatTheRecordDoesNotHave_NamesItAtItsPlaceInThePatch(string patch, string pointer)
    {
        // A new network has no seat.
        var write = WriteOperation.All.Single(write => write.Template == "/v1/networks" && write.Method == "POST");
        var body = write.Example.DeepClone().AsObject();
        body["id"] = $"new{Guid.NewGuid():N}"[..20];
        body["name"] = (string)body["id"]!;
        body["abbreviation"] = (string)body["id"]!;
        using var created = await server.SendJsonAsync(HttpMethod.Post, write.Address, body.ToJsonString(), registry);
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created), await created.Content.ReadAsStringAsync());

        using var response = await server.SendJsonAsync(
            HttpMethod.Patch,
            created.Headers.Location!.OriginalString,
            patch,
            registry,
            ("If-Match", created.Headers.ETag!.ToString())
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "malformed-body");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()),
            Has.All.StartsWith(pointer).And.Not.Empty
        );
    }

    [Test]
    public async Task Acceptance_WhenTheMistakeIsInTheApplication_PointsToNoFieldThatWasNotSent()
    {
        var groups = WriteOperation.All.Single(write => write.Template == "/v1/groups" && write.Method == "POST");
        var group = groups.Example.DeepClone().AsObject();
        (group["name"], group["country"]) = ("An Applicant", "KE");
        using var created = await server.SendJsonAsync(HttpMethod.Post, groups.Address, group.ToJsonString(), registry);
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created), await created.Content.ReadAsStringAsync());
        var acceptance = WriteOperation.All.Single(write =>
            write.Template.Contains("/applications/", StringComparison.Ordinal)
            && write.Template.EndsWith("/acceptance", StringComparison.Ordinal)
        );
        var body = acceptance.Example.DeepClone().AsObject();
        body["group"] = null;
        using var record = await server.GetAsync(acceptance.Record, registry);
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            acceptance.Address,
            body.ToJsonString(),
            registry,
            ("If-Match", record.Headers.ETag!.ToString())
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.Conflict, "conflict");

        Assert.That(
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error => (error.GetProperty("code").GetString(), error.GetProperty("pointer").GetString())),
            Is.EqualTo([("name-taken", "")])
        );
    }

    [TestCase("""{"a/b~c":1}""", "/a~1b~0c")]
    [TestCase("""{"\ud800":1}""", "")]
    [TestCase("""{"name":"\ud800"}""", "/name")]
    public async Task Write_WhenAFieldHasAnOddName_PointsToItAllTheSame(string field, string pointer)
    {
        var write = WriteOperation.OfEverybody.First(write => write.Template == "/v1/groups" && write.Method == "POST");
        var others = write.Example.DeepClone().AsObject();
        others.Remove("name");
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            write.Address,
            field[..^1] + "," + others.ToJsonString()[1..],
            registry
        );
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "malformed-body");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()),
            Does.Contain(pointer)
        );
    }

    private async Task<IReadOnlyList<(string Pointer, string Code, string Detail)>> ErrorsAsync(WriteOperation write, JsonObject body)
    {
        using var response = await server.SendJsonAsync(new HttpMethod(write.Method), write.Address, body.ToJsonString(), registry);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), $"{body.ToJsonString()}: {text}");
        var errors = JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().ToList();
        Assert.That(errors, Is.Not.Empty, $"{body.ToJsonString()}: {text}");
        Assert.That(errors.Select(error => error.GetProperty("in").GetString()), Has.All.EqualTo("body"));
        return
        [
            .. errors.Select(error =>
                (
                    error.GetProperty("pointer").GetString()!,
                    error.GetProperty("code").GetString()!,
                    error.GetProperty("detail").GetString()!
                )
            ),
        ];
    }
}
