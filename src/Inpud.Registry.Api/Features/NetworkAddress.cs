using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Reads the network of an address, whichever of its ids and names stands there.</summary>
internal static class NetworkAddress
{
    /// <summary>
    /// The network's id. Null where the address has another of its ids or names: then it answers with the current address. It throws where there is no such network.
    /// </summary>
    /// <param name="read">Where the network is looked for.</param>
    /// <param name="context">The request, which it answers where the address has moved.</param>
    /// <param name="asked">What stands in the address.</param>
    /// <param name="rest">The rest of the address, such as <c>/groups</c>.</param>
    public static async Task<string?> FindOrMoveAsync(ReadSession read, HttpContext context, string asked, string rest)
    {
        var network = await NetworkLookup.FindByNameOrNullAsync(read, asked) ?? throw ProblemException.NoSuchRecord("network", asked);
        if (network == asked)
        {
            return network;
        }

        await Moved.To(context, $"/v1/networks/{network}{rest}").ExecuteAsync(context);
        // A redirect has no body, and FastEndpoints would answer in its place.
        context.MarkResponseStart();
        return null;
    }
}
