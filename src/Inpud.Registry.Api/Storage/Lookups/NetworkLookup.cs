using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Lookups;

/// <summary>Finds the network that a text names.</summary>
internal static class NetworkLookup
{
    private const string ById = """
        select id from public_networks where id = @text
        union
        select network_id from public_network_former_ids where id = @text
        """;

    private const string ByName = """
        select id from public_networks where replace(id, '-', '') = @key or name_key = @key
        union
        select network_id from public_network_former_ids where replace(id, '-', '') = @key
        union
        select network_id from public_network_names where name_key = @key
        """;

    /// <summary>The current id of the network that has, or had, this id; null where there is none.</summary>
    public static Task<string?> FindByIdOrNullAsync(IQuerySession read, string text) =>
        read.OnceAsync("network", text, () => read.FindOrNullAsync<string>(ById, new { text }));

    /// <summary>The current id of the network that has or had this id or name, whatever its case, accents and punctuation; null where no network or several have it.</summary>
    public static async Task<string?> FindByNameOrNullAsync(IQuerySession read, string text)
    {
        var found = await read.QueryAsync<string>(ByName, new { key = UniqueName.Of(text) });
        return found.Count == 1 ? found[0] : null;
    }
}
