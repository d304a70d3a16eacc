using System.Runtime.CompilerServices;
using FastEndpoints;

namespace Inpud.Registry.Api.Http;

/// <summary>
/// Makes an operation for each request, as the framework does. While operations are mapped, the framework asks for one of each only to read its description, which needs no services. So that one is made
/// without them: to compile how each operation gets its services took a tenth of a start.
/// </summary>
internal sealed class OperationFactory : IEndpointFactory
{
    private readonly EndpointFactory ofFramework = new();

    public BaseEndpoint Create(EndpointDefinition definition, HttpContext ctx) =>
        ctx.GetEndpoint() is null
            ? (BaseEndpoint)RuntimeHelpers.GetUninitializedObject(definition.EndpointType)
            : ofFramework.Create(definition, ctx);
}
