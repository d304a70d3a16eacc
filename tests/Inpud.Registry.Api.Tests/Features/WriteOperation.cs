using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>A write for stewards, as the contract describes it. Its address and body are the contract's examples.</summary>
internal sealed record WriteOperation(string Method, string Template, string Address, JsonObject Example, JsonElement Schema)
{
    public bool IsPatch => Method == "PATCH";

    /// <summary>The name of the schema of its body.</summary>
    public string SchemaName { get; init; } = "";

    public bool NeedsVersion { get; init; }

    public bool Creates { get; init; }

    /// <summary>The address at which a client reads the record, with the version that a change must name.</summary>
    public string Record => RecordOf(Address);

    /// <summary>The address of the record that an action is on.</summary>
    public static string RecordOf(string address) =>
        Regex.Replace(address.Replace("/withdrawal", "/record", StringComparison.Ordinal), "/(acceptance|return|refusal|retraction)$", "");

    public override string ToString() => $"{Method} {Template}";

    /// <summary>All of them, from the committed contract.</summary>
    public static IReadOnlyList<WriteOperation> All { get; } = [.. Read(ofStewardsAlone: true)];

    /// <summary>All of them, and those that need no key.</summary>
    public static IReadOnlyList<WriteOperation> OfEverybody { get; } = [.. Read(ofStewardsAlone: false)];

    /// <summary>Those that make a record of its own. A consent belongs to its group, and a proposal or an offer is replied to and not changed.</summary>
    public static IEnumerable<WriteOperation> Creations =>
        All.Where(write => write.Creates && write.Template.Split('/')[^1] is not ("consents" or "proposals" or "offers"));

    private static IEnumerable<WriteOperation> Read(bool ofStewardsAlone)
    {
        var document = RegistryServer.Contract();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (
                var operation in path
                    .Value.EnumerateObject()
                    .Where(operation => !ofStewardsAlone || operation.Value.TryGetProperty("security", out _))
            )
            {
                if (
                    !operation.Value.TryGetProperty("requestBody", out var body)
                    || !body.GetProperty("content").TryGetProperty("application/json", out var content)
                )
                {
                    continue;
                }

                var name = content.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
                var parameters = ContractParameters.Of(operation.Value).ToList();
                var address = parameters
                    .Where(parameter => parameter.GetProperty("in").GetString() == "path")
                    .Aggregate(
                        path.Name,
                        (text, parameter) =>
                            text.Replace(
                                $"{{{parameter.GetProperty("name").GetString()}}}",
                                parameter.GetProperty("example").GetString(),
                                StringComparison.Ordinal
                            )
                    );
                yield return new WriteOperation(
                    operation.Name.ToUpperInvariant(),
                    path.Name,
                    address,
                    JsonNode.Parse(content.GetProperty("example").GetRawText())!.AsObject(),
                    document.GetProperty("components").GetProperty("schemas").GetProperty(name)
                )
                {
                    SchemaName = name,
                    NeedsVersion = parameters.Exists(parameter => parameter.GetProperty("name").GetString() == "If-Match"),
                    Creates = operation.Value.GetProperty("responses").TryGetProperty("201", out _),
                };
            }
        }
    }
}
