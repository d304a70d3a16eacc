using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Inpud.Registry.Api.Features;

/// <summary>Redirects addresses below a network's former id, such as <c>/v1/networks/anpud/claims</c>. Some public operations find the network by any name, too, and redirect themselves.</summary>
internal static class FormerAddresses
{
    /// <summary>How the routes of what belongs to a network begin.</summary>
    private const string Networks = "/v1/networks/{";

    /// <summary>Stands behind routing and before the keys: which ids a network had is public, and a key may cover the network under its id of today alone.</summary>
    public static void UseFormerAddresses(this WebApplication app)
    {
        var database = app.Services.GetRequiredService<Database>();
        app.Use(
            async (context, next) =>
            {
                if (await CurrentOrNullAsync(context, database) is not { } address)
                {
                    await next(context);
                    return;
                }

                await Moved.To(context, address).ExecuteAsync(context);
            }
        );
    }

    /// <summary>The address with the network's id of today; null where the request has that, or names no network.</summary>
    private static async Task<string?> CurrentOrNullAsync(HttpContext context, Database database)
    {
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>() is not { } operation
            || FindsByName(context.GetEndpoint()!)
            || operation.Routes?.FirstOrDefault()?.StartsWith(Networks, StringComparison.Ordinal) != true
            || context.Request.Path.Value?.Split('/') is not [_, _, _, var asked, .. var rest]
        )
        {
            return null;
        }

        await using var read = await database.ReadAsync();
        var current = await NetworkLookup.FindByIdOrNullAsync(read, asked);
        return current is null || current == asked
            ? null
            : $"/v1/networks/{current}{new PathString("/" + string.Join('/', rest)).ToUriComponent()}";
    }

    private static bool FindsByName(Endpoint operation) =>
        operation.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(produces => produces.StatusCode == 308);
}
