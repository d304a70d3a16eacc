using FastEndpoints;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Inpud.Registry.Api.Contract;

/// <summary>Takes away what the API explorer guesses of FastEndpoints' operations, before Swashbuckle makes schemas of it that nothing would use.</summary>
internal sealed class FromDefinitionsOnly : IApiDescriptionProvider
{
    /// <summary>After every provider that adds.</summary>
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
        // All that is to do is done on the way in: this provider is the last.
    }
}
