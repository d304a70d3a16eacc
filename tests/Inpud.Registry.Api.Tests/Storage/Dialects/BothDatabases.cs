using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>Starts the service on one of the two databases, so that its answers can be held against those on the other.</summary>
internal static class BothDatabases
{
    /// <summary>An answer tells the address of the service, whose port differs.</summary>
    private const string PublicUrl = "--Registry:PublicUrl=https://registry.example.org";

    public static async Task<RegistryServer> StartAsync(bool onServer)
    {
        var server = await RegistryServer.StartOnAsync(onServer, PublicUrl);
        // The name of a registry's first epoch is random, and stands in its cursors.
        await server.WriteAsync(("update epoch set name = '0123abcd'", null));
        return server;
    }
}
