using System.Net;
using System.Net.Sockets;
using System.Text;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>The import refuses a file that is too large before it costs time or memory, whatever size the file states.</summary>
internal sealed class ImportLimitTests
{
    private const int MostBytes = 400_000;

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;
    private byte[] bundle = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync($"--Registry:Limits:ImportBytes={MostBytes}", "--Registry:Limits:ImportRows=2700");
        inpud = await server.KeyAsync(expires: null, "registry");
        bundle = await server.ExportAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TearDown]
    public async Task TheRegistryIsAsItWasAsync() => Assert.That(await server.ExportAsync(), Is.EqualTo(bundle));

    [Test]
    public async Task Import_WhenItIsWithinTheLimits_IsTaken()
    {
        var report = await server.ReportAsync(inpud, bundle);

        Assert.That(report.GetProperty("unchanged").GetInt32(), Is.InRange(2000, 2700));
    }

    [Test]
    public async Task Import_WhenABundleUnpacksToMore_IsRefused()
    {
        var bomb = EditedBundle.With(bundle, "groups.csv", text => text + new string('0', 50_000_000));
        Assert.That(bomb, Has.Length.LessThan(MostBytes));

        await ExpectAsync(bomb, $"unpacks to more than {MostBytes} bytes");
    }

    [Test]
    public async Task Import_WhenABundleUnpacksToMoreThanItSays_IsRefused()
    {
        var bomb = EditedBundle.With(bundle, "groups.csv", text => text + new string('0', 50_000_000));
        // The list of files at the end of the archive states the unpacked length, twenty-two bytes before the name.
        var place = bomb.AsSpan().LastIndexOf("groups.csv"u8) - 22;
        Assert.That(BitConverter.ToInt32(bomb, place), Is.GreaterThan(50_000_000));
        BitConverter.GetBytes(1000).CopyTo(bomb, place);

        await ExpectAsync(bomb, "groups.csv");
    }

    [Test]
    public async Task Import_WhenABundleHasTooManyRows_NamesTheLine()
    {
        var tall = EditedBundle.With(
            bundle,
            "remit_countries.csv",
            text => text + string.Concat(Enumerable.Range(0, 2000).Select(i => $"n{i},KE\n"))
        );

        await ExpectAsync(tall, "the bundle has more than 2700 rows");
    }

    [Test]
    public async Task Import_WhenASpreadsheetHasTooManyRows_NamesTheLine() =>
        await ExpectAsync(
            Encoding.UTF8.GetBytes("name,country\n" + string.Concat(Enumerable.Repeat("x,y\n", 2701))),
            "Line 2702: the file has more than 2700 rows"
        );

    [TestCase("Content-Length: 1073741824")]
    [TestCase("Transfer-Encoding: chunked")]
    public async Task Import_WhenTheBodyHasAGigabyte_IsTooLarge(string length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Client.BaseAddress!.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/import HTTP/1.1\r\nHost: x\r\n{inpud.Name}: {inpud.Value}\r\nContent-Type: text/csv\r\n{length}\r\n\r\n100000\r\n{new string('a', 0xFFFFF)}"
            )
        );
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }

        Assert.That(answer, Is.EqualTo("HTTP/1.1 413 Payload Too Large"));
        Assert.That(await reader.ReadLineAsync() + await reader.ReadLineAsync(), Does.Contain("body-too-large"));
    }

    private async Task ExpectAsync(byte[] file, string part)
    {
        using var response = await server.ImportAsync(inpud, file, "", "application/octet-stream");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
    }
}
