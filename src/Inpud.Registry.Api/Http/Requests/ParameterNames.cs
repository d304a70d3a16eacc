using System.Collections.Concurrent;
using System.Reflection;
using FastEndpoints;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>A parameter of an operation, as its request type declares it.</summary>
/// <param name="Name">The name in the address, in camelCase.</param>
/// <param name="Property">The property that holds it.</param>
/// <param name="InPath">True where it stands in the path.</param>
internal sealed record Parameter(string Name, PropertyInfo Property, bool InPath);

/// <summary>The parameters that an operation takes. The strict reading of requests and the contract both ask here, so they cannot differ.</summary>
internal static class ParameterNames
{
    private static readonly ConcurrentDictionary<EndpointDefinition, IReadOnlyList<Parameter>> Known = new();

    public static IReadOnlyList<Parameter> Of(EndpointDefinition operation) =>
        Known.GetOrAdd(
            operation,
            static definition =>
                [
                    .. definition
                        .ReqDtoType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Where(property => property.CanWrite && property.GetCustomAttribute<FromBodyAttribute>() is null)
                        .Select(property =>
                        {
                            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
                            var inPath = definition.Routes!.Any(route => route.Contains($"{{{name}}}", StringComparison.Ordinal));
                            return new Parameter(name, property, inPath);
                        }),
                ]
        );
}
