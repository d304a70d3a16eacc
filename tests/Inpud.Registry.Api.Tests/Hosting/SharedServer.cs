namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>One server with the shipped data, for all tests that only read.</summary>
internal static class SharedServer
{
    private static readonly Lazy<Task<RegistryServer>> Started = new(() => RegistryServer.StartAsync());

    public static Task<RegistryServer> GetAsync() => Started.Value;

    public static ValueTask StopAsync() => Started.IsValueCreated ? Started.Value.Result.DisposeAsync() : ValueTask.CompletedTask;
}
