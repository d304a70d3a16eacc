using System.Text.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The contract shows the headers that a client has to read, and an example of each status that agrees with itself.</summary>
internal sealed class DocumentedAnswersTests
{
    private static readonly JsonElement Document = RegistryServer.Contract();

    [Test]
    public void Problem_WhenTheContractShowsAnExample_HasTheStatusUnderWhichItStands()
    {
        var shown = Answers().Where(answer => answer.Content.TryGetProperty("application/problem+json", out _)).ToList();

        Assert.That(shown, Has.Count.GreaterThan(200));
        foreach (var (operation, status, content, _) in shown)
        {
            var example = content.GetProperty("application/problem+json").GetProperty("example");
            var kind = ProblemKind.All.Single(kind => kind.Code == example.GetProperty("code").GetString());
            Assert.That(example.GetProperty("status").GetInt32(), Is.EqualTo(status == "default" ? 503 : int.Parse(status)), operation);
            Assert.That(kind.Status, Is.EqualTo(example.GetProperty("status").GetInt32()), operation);
            Assert.That(example.GetProperty("title").GetString(), Is.EqualTo(kind.Title), operation);
            Assert.That(example.GetProperty("type").GetString(), Is.EqualTo($"/problems/{kind.Code}"), operation);
        }
    }

    [TestCase("201", "Location")]
    [TestCase("308", "Location")]
    [TestCase("429", "Retry-After")]
    [TestCase("default", "Retry-After")]
    public void Answer_WhenItsStatusHasAHeader_ShowsIt(string status, string header)
    {
        var answers = Answers().Where(answer => answer.Status == status).ToList();

        Assert.That(answers, Is.Not.Empty);
        Assert.That(answers.Where(answer => !answer.Headers.Contains(header)).Select(answer => answer.Operation), Is.Empty);
    }

    [Test]
    public void List_WhenTheContractShowsIt_NamesTheLinkToItsNextPage()
    {
        var lists = ReadOperation.All.Where(read => read.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "after")).ToList();

        Assert.That(lists, Is.Not.Empty);
        Assert.That(lists.Where(list => !list.Answer.GetProperty("headers").TryGetProperty("Link", out _)), Is.Empty);
    }

    [Test]
    public void Export_WhenTheContractShowsIt_NamesWhereTheFeedGoesOn() =>
        Assert.That(
            ReadOperation
                .All.Single(read => read.Template == "/v1/export")
                .Answer.GetProperty("headers")
                .TryGetProperty("Registry-Cursor", out _)
        );

    private static IEnumerable<(string Operation, string Status, JsonElement Content, IReadOnlySet<string> Headers)> Answers() =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        from answer in operation.Value.GetProperty("responses").EnumerateObject()
        let shown = Resolve(answer.Value)
        select (
            $"{operation.Name} {path.Name} {answer.Name}",
            answer.Name,
            shown.TryGetProperty("content", out var content) ? content : JsonDocument.Parse("{}").RootElement,
            (IReadOnlySet<string>)(
                shown.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().Select(header => header.Name).ToHashSet() : []
            )
        );

    private static JsonElement Resolve(JsonElement answer) =>
        answer.TryGetProperty("$ref", out var reference)
            ? Document.GetProperty("components").GetProperty("responses").GetProperty(reference.GetString()!.Split('/')[^1])
            : answer;
}
