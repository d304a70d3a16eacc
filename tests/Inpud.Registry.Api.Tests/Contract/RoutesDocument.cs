using System.Text;
using System.Text.Json;
using FastEndpoints;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>An operation, with the properties by which a reader looks for its code.</summary>
internal sealed record Route(string Method, string Template, string Callers, string SourceFile)
{
    public string? Tag { get; init; }

    /// <summary>All operations of the service, each with its section of the contract.</summary>
    public static IReadOnlyList<Route> Of(IServiceProvider services, JsonElement contract)
    {
        var tags = contract
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .ToDictionary(
                operation => operation.Value.GetProperty("operationId").GetString()!,
                operation => operation.Value.GetProperty("tags")[0].GetString()
            );
        return
        [
            .. services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    endpoint.Metadata.GetMetadata<EndpointDefinition>() is { } operation
                        ? operation.Verbs.Select(verb => Of(verb, endpoint, operation, tags))
                        : []
                ),
        ];
    }

    private static Route Of(string verb, RouteEndpoint endpoint, EndpointDefinition operation, Dictionary<string, string?> tags)
    {
        var name = operation.EndpointType.Name;
        return new Route(
            verb,
            $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}",
            Api.Http.Authentication.Callers.Of(operation, endpoint.Metadata),
            FileOf(name)
        )
        {
            Tag = tags.GetValueOrDefault(JsonNamingPolicy.CamelCase.ConvertName(name)),
        };
    }

    /// <summary>The only file that declares the operation. It has the operation's name.</summary>
    private static string FileOf(string operation) =>
        Path.GetRelativePath(
                Repository.Root,
                Directory
                    .GetFiles(Repository.PathOf("src"), $"{operation}.cs", SearchOption.AllDirectories)
                    .Single(file => File.ReadAllText(file).Contains($"class {operation}", StringComparison.Ordinal))
            )
            .Replace('\\', '/');
}

/// <summary>Writes <c>docs/routes.md</c>: for each section of the contract a table of its operations.</summary>
internal static class RoutesDocument
{
    private const string Head = """
        # Routes

        Every operation of the API, section by section as in `openapi.yaml`: its method, its path, who may call it, and the file that holds it. A test makes this page from the code, and
        fails where the two differ.

        Who has a key for the whole registry is one of INPUD's stewards, and may call each operation for stewards. `/openapi.yaml`, `/openapi.json` and `/swagger` are for anybody;
        `src/Inpud.Registry.Api/Contract` serves them.

        """;

    public static string Write(IReadOnlyList<Route> routes, JsonElement contract)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var tag in contract.GetProperty("tags").EnumerateArray())
        {
            var name = tag.GetProperty("name").GetString()!;
            text.Append($"\n## {name}\n\n{tag.GetProperty("description").GetString()}\n\n");
            text.Append("| method | path | who may call | file |\n| --- | --- | --- | --- |\n");
            foreach (
                var route in routes
                    .Where(route => route.Tag == name)
                    .OrderBy(route => route.Template, StringComparer.Ordinal)
                    .ThenBy(route => route.Method, StringComparer.Ordinal)
            )
            {
                text.Append(
                    $"| {route.Method} | `{route.Template}` | {route.Callers} | [{Path.GetFileName(route.SourceFile)}](../{route.SourceFile}) |\n"
                );
            }
        }

        return text.ToString();
    }
}
