using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using FastEndpoints;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>A parameter of an operation, as its request type declares it.</summary>
/// <param name="Name">The name in the address, in camelCase.</param>
/// <param name="Property">The property that holds it.</param>
/// <param name="Place">The part of the request that holds it.</param>
internal sealed record Parameter(string Name, PropertyInfo Property, ParameterPlace Place)
{
    public bool InPath => Place == ParameterPlace.Path;

    /// <summary>True where every request must have it. A change without If-Match is refused with a status of its own, 428, and not by the framework.</summary>
    public bool IsRequired => InPath || Name == "If-Match" || Property.GetCustomAttribute<RequiredAttribute>() is not null;
}

internal enum ParameterPlace
{
    Path,
    Query,
    Header,
}

/// <summary>The parameters that an operation takes. The strict reading of requests and the contract both use this list, so that they cannot differ.</summary>
internal static class ParameterNames
{
    private static readonly ConcurrentDictionary<EndpointDefinition, IReadOnlyList<Parameter>> Known = new();
    private static readonly ConcurrentDictionary<EndpointDefinition, IReadOnlyDictionary<string, Parameter>> KnownInQuery = new();

    public static IReadOnlyList<Parameter> Of(EndpointDefinition operation) =>
        Known.GetOrAdd(
            operation,
            static definition =>
                [
                    .. definition
                        .ReqDtoType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Where(property => property.CanWrite && property.GetCustomAttribute<FromBodyAttribute>() is null)
                        .Select(property => Describe(definition, property)),
                ]
        );

    /// <summary>Those of them that stand in the query, by their names.</summary>
    public static IReadOnlyDictionary<string, Parameter> InQueryOf(EndpointDefinition operation) =>
        KnownInQuery.GetOrAdd(
            operation,
            static definition =>
                Of(definition)
                    .Where(parameter => parameter.Place == ParameterPlace.Query)
                    .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal)
        );

    private static Parameter Describe(EndpointDefinition definition, PropertyInfo property)
    {
        if (property.GetCustomAttribute<FromHeaderAttribute>() is { } header)
        {
            return new Parameter(header.HeaderName!, property, ParameterPlace.Header);
        }

        var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        var inPath = definition.Routes!.Any(route => route.Contains($"{{{name}}}", StringComparison.Ordinal));
        return new Parameter(name, property, inPath ? ParameterPlace.Path : ParameterPlace.Query);
    }

    /// <summary>The property that holds the body; null where the operation takes none.</summary>
    public static PropertyInfo? BodyOf(EndpointDefinition operation) =>
        operation.ReqDtoType.GetProperties().FirstOrDefault(property => property.GetCustomAttribute<FromBodyAttribute>() is not null);
}
