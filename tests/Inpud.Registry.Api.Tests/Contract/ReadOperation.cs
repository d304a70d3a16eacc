using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>A GET, as the contract describes it. Tests take their addresses from here, so that they try a new operation without a change.</summary>
internal sealed record ReadOperation(string Template, JsonElement Operation)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReadOperation> All { get; } = Of(RegistryServer.Contract());

    /// <summary>Those that anybody may call.</summary>
    public static IReadOnlyList<ReadOperation> Public { get; } = [.. All.Where(read => read.IsPublic)];

    /// <summary>The reads of a contract document.</summary>
    public static IReadOnlyList<ReadOperation> Of(JsonElement document) =>
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .Where(path => path.Value.TryGetProperty("get", out _))
                .Select(path => new ReadOperation(path.Name, path.Value.GetProperty("get"))),
        ];

    public string Id => Operation.GetProperty("operationId").GetString()!;

    public string Tag => Operation.GetProperty("tags")[0].GetString()!;

    /// <summary>The kinds of fields that its form in Swagger UI has: where the value goes, its type, whether it is chosen or required; and whether the call takes a key.</summary>
    public IReadOnlySet<string> FormFields =>
        Parameters
            .Select(parameter =>
                $"{parameter.GetProperty("in")} {parameter.GetProperty("schema").GetProperty("type")} "
                + $"{parameter.GetProperty("schema").TryGetProperty("enum", out _)} {parameter.TryGetProperty("required", out _)}"
            )
            .Append(IsPublic ? "public" : "key")
            .ToHashSet();

    /// <summary>Whether it gives the answer of another operation in another form, at an address of its own. Both have the same query.</summary>
    public bool IsOtherForm => Template.EndsWith(".csv", StringComparison.Ordinal) || Template.EndsWith(".atom", StringComparison.Ordinal);

    /// <summary>Whether it answers without a key. Some answers have more for a client with a key.</summary>
    public bool IsPublic => !Operation.TryGetProperty("security", out var security) || security.GetArrayLength() > 1;

    /// <summary>Whether it answers a list in pages. The feed of changes has pages, too, and cursors of its own.</summary>
    public bool IsList => Parameters.Any(parameter => NameOf(parameter) == "after") && Forms.Contains("application/json");

    /// <summary>The same rows as a table, at an address of its own; null where there is none.</summary>
    public ReadOperation? Table => All.FirstOrDefault(read => read.Template == Template + ".csv");

    /// <summary>The answer of a success.</summary>
    public JsonElement Answer => Operation.GetProperty("responses").GetProperty("200");

    /// <summary>The media types in which it answers.</summary>
    public IReadOnlyList<string> Forms => [.. Answer.GetProperty("content").EnumerateObject().Select(form => form.Name)];

    /// <summary>Whether its answers have an ETag for conditional requests.</summary>
    public bool HasTag => Answer.TryGetProperty("headers", out var headers) && headers.TryGetProperty("ETag", out _);

    public IReadOnlyList<JsonElement> Parameters => ContractParameters.Of(Operation);

    /// <summary>The parameters of the path.</summary>
    public IReadOnlyList<string> PathNames => [.. In("path").Select(NameOf)];

    /// <summary>The required parameters: those of the path, and the required ones of the query.</summary>
    public IEnumerable<string> RequiredNames => PathNames.Concat(In("query").Except(Options).Select(NameOf));

    /// <summary>The options that accept any text.</summary>
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

    /// <summary>The address with the examples of all required parameters.</summary>
    public string Address => AddressOf(name => null);

    /// <summary>The address with the given values, and with the examples where none is given.</summary>
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

    /// <summary>The addresses with one option each: with its example, or with each value of its enum.</summary>
    public IEnumerable<string> AddressesWithOptions =>
        Options
            // These two narrow another option, and an operation can refuse them without it; the coverage tests send them together.
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
