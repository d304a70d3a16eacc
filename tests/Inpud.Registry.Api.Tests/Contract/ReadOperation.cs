using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>A GET, as the contract describes it. Tests take the addresses that they try from here, so that a new one is tried by itself.</summary>
internal sealed record ReadOperation(string Template, JsonElement Operation)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReadOperation> All { get; } = Of(RegistryServer.Contract());

    /// <summary>Those that anybody may call.</summary>
    public static IReadOnlyList<ReadOperation> Public { get; } = [.. All.Where(read => read.IsPublic)];

    /// <summary>Those of a document.</summary>
    public static IReadOnlyList<ReadOperation> Of(JsonElement document) =>
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .Where(path => path.Value.TryGetProperty("get", out _))
                .Select(path => new ReadOperation(path.Name, path.Value.GetProperty("get"))),
        ];

    /// <summary>Whether it answers without a key; some say more to those who send one.</summary>
    public bool IsPublic => !Operation.TryGetProperty("security", out var security) || security.GetArrayLength() > 1;

    /// <summary>Whether it answers a list in pages. The feed of changes has pages, too, and cursors of its own.</summary>
    public bool IsList => Parameters.Any(parameter => NameOf(parameter) == "after") && Answer.TryGetProperty("content", out _);

    /// <summary>The answer where all is well.</summary>
    public JsonElement Answer => Operation.GetProperty("responses").GetProperty("200");

    /// <summary>The media types in which it answers.</summary>
    public IReadOnlyList<string> Forms => [.. Answer.GetProperty("content").EnumerateObject().Select(form => form.Name)];

    /// <summary>Whether its answers have a tag, by which they are asked for again.</summary>
    public bool HasTag => Answer.TryGetProperty("headers", out var headers) && headers.TryGetProperty("ETag", out _);

    public IReadOnlyList<JsonElement> Parameters =>
        Operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    /// <summary>What the path leaves open.</summary>
    public IReadOnlyList<string> PathNames => [.. In("path").Select(NameOf)];

    /// <summary>What has to be there: what the path leaves open, and what the query must have.</summary>
    public IEnumerable<string> RequiredNames => PathNames.Concat(In("query").Except(Options).Select(NameOf));

    /// <summary>The options that take any text.</summary>
    public IEnumerable<string> TextOptions =>
        Options
            .Where(option =>
                option.GetProperty("schema") is var schema
                && !schema.TryGetProperty("enum", out _)
                && schema.GetProperty("type").ToString() == "string"
            )
            .Select(NameOf);

    /// <summary>The parameters of the query that may be left out.</summary>
    public IEnumerable<JsonElement> Options => In("query").Where(parameter => !parameter.TryGetProperty("required", out _));

    /// <summary>The address with the examples of all that has to be there.</summary>
    public string Address => AddressOf(name => null);

    /// <summary>The address with other values than the examples, where there are any.</summary>
    public string AddressOf(Func<string, string?> valueOf)
    {
        var path = In("path")
            .Aggregate(
                Template,
                (text, parameter) =>
                    text.Replace(
                        $"{{{NameOf(parameter)}}}",
                        Uri.EscapeDataString(valueOf(NameOf(parameter)) ?? ExampleOf(parameter)),
                        StringComparison.Ordinal
                    )
            );
        var query = In("query")
            .Except(Options)
            .Select(parameter => $"{NameOf(parameter)}={Uri.EscapeDataString(valueOf(NameOf(parameter)) ?? ExampleOf(parameter))}")
            .ToList();
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    /// <summary>The address with each option by itself: its example, or each value that it can have.</summary>
    public IEnumerable<string> AddressesWithOptions =>
        Options
            // These two narrow another option, and mean nothing by themselves; the coverage tests send them together.
            .Where(parameter => NameOf(parameter) is not ("evidence" or "standing"))
            .SelectMany(parameter => ValuesOf(parameter).Select(value => With(Address, NameOf(parameter), value)));

    /// <summary>An address with one more value in its query.</summary>
    public static string With(string address, string name, string value) =>
        $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";

    public static string NameOf(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    /// <summary>The values of a parameter that the contract names.</summary>
    public static IEnumerable<string> ValuesOf(JsonElement parameter)
    {
        var schema = parameter.GetProperty("schema");
        var values =
            schema.TryGetProperty("enum", out var known) ? known
            : schema.TryGetProperty("examples", out var examples) ? examples
            : default;
        return values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().Select(value => value.ToString()) : [];
    }

    public override string ToString() => Template;

    private static string ExampleOf(JsonElement parameter) => parameter.GetProperty("example").GetString()!;

    private IEnumerable<JsonElement> In(string part) => Parameters.Where(parameter => parameter.GetProperty("in").GetString() == part);
}
