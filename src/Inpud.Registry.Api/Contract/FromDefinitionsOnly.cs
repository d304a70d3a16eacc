using FastEndpoints;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Inpud.Registry.Api.Contract;

/// <summary>Removes what the API explorer guesses of FastEndpoints' operations, before Swashbuckle makes unused schemas from it.</summary>
internal sealed class FromDefinitionsOnly : IApiDescriptionProvider
{
    /// <summary>Runs after every provider that adds descriptions.</summary>
    public int Order => int.MaxValue;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (
            var operation in context.Results.Where(result => result.ActionDescriptor.EndpointMetadata.OfType<EndpointDefinition>().Any())
        )
        {
            operation.ParameterDescriptions.Clear();
            operation.SupportedResponseTypes.Clear();
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
        // This provider has done its work in OnProvidersExecuting.
    }
}
