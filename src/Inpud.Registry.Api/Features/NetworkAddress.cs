using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Finds the network that an address names, by any of its ids and names.</summary>
internal static class NetworkAddress
{
    /// <summary>The id of the network that the address names by any of its ids and names. It throws where there is no such network.</summary>
    public static async Task<string> FindAsync(ReadSession read, string asked) =>
        await NetworkLookup.FindByNameOrNullAsync(read, asked) ?? throw ProblemException.NoSuchRecord("network", asked);

    /// <summary>Reads something of the network; null where the address has another of its ids or names.</summary>
    public static async Task<(string Network, T? Read)> ReadAsync<T>(
        Database database,
        string asked,
        Func<ReadSession, string, Task<T>> readAsync
    )
        where T : class
    {
        await using var read = await database.ReadAsync();
        var network = await FindAsync(read, asked);
        return (network, network == asked ? await readAsync(read, network) : null);
    }

    /// <summary>Answers with the same address below the network's id of today.</summary>
    public static Task MoveAsync(HttpContext context, string network) =>
        Moved.AnswerAsync(
            context,
            $"/v1/networks/{string.Join('/', context.Request.Path.ToUriComponent().Split('/').Skip(4).Prepend(network))}"
        );
}
