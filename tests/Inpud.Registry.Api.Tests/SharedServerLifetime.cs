using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests;

[SetUpFixture]
internal sealed class SharedServerLifetime
{
    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await SharedServer.StopAsync();
        await PostgresCluster.StopAsync();
    }
}
