using System.Net;
using System.Net.Sockets;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>What starts and watches the service asks it by the program itself.</summary>
internal sealed class HealthCommandTests
{
    [Test]
    public async Task Health_WhenTheServiceCanAnswer_IsZero()
    {
        var server = await SharedServer.GetAsync();

        var (exitCode, output, error) = await RegistryCommand.RunAsync("health", "--urls", server.Whole(""));

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("can answer"));
    }

    /// <summary>The names of the settings by which a container, a unit and a file say where the service listens.</summary>
    [TestCase("--http_ports={0}")]
    [TestCase("--urls=http://*:{0}")]
    [TestCase("--urls=http://0.0.0.0:{0};http://127.0.0.1:1")]
    [TestCase("--Kestrel:Endpoints:Public:Url=http://127.0.0.1:{0}")]
    public async Task Health_WhenTheSettingsSayWhereTheServiceListens_FindsIt(string setting)
    {
        var server = await SharedServer.GetAsync();
        var port = server.Client.BaseAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (exitCode, _, error) = await RegistryCommand.RunAsync(
            "health",
            setting.Replace("{0}", port, StringComparison.Ordinal),
            "--json"
        );

        Assert.That(exitCode, Is.Zero, error);
    }

    [Test]
    public async Task Health_WhenTheServiceTakesOneHostAlone_NamesIt()
    {
        await using var server = await RegistryServer.StartWithAsync("--AllowedHosts=registry.example.org");

        var (exitCode, _, error) = await RegistryCommand.RunAsync(
            "health",
            "--urls",
            server.Whole(""),
            "--AllowedHosts=registry.example.org"
        );

        Assert.That(exitCode, Is.Zero, error);
    }

    [Test]
    public async Task Health_WhenTheDatabaseCannotBeRead_IsOne()
    {
        await using var server = await RegistryServer.StartOnAsync(onServer: false);
        server.CloseConnections();
        File.Delete(server.Database.File);

        var (exitCode, _, error) = await RegistryCommand.RunAsync("health", "--urls", server.Whole(""));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("503"));
    }

    [Test]
    public async Task Health_WhenNobodyListens_IsOneAndSaysSo()
    {
        var (exitCode, output, _) = await RegistryCommand.RunAsync("health", "--urls", $"http://127.0.0.1:{FreePort()}", "--json");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("\"healthy\":false").And.Contain("No service answers"));
    }

    [Test]
    public async Task Health_WhenTheServiceStartsMeanwhile_WaitsForIt()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var asked = RegistryCommand.RunAsync("health", "--wait", "20", "--urls", address);
        await Task.Delay(300);
        Assert.That(asked.IsCompleted, Is.False, "nobody listens yet");

        await using var server = await RegistryServer.StartWithAsync("--urls", address);

        Assert.That((await asked).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Health_WhenTheTimeIsNoNumber_SaysWhatToWrite()
    {
        var (exitCode, _, error) = await RegistryCommand.RunAsync("health", "--wait", "long");

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("60"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
