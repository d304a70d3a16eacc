using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary><c>config</c> says what is in force. The program itself is started: its folder and its environment are what is tested.</summary>
internal sealed class ConfigCommandTests
{
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("registry-config-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    private static readonly string[] HostNames =
    [
        "urls",
        "http_ports",
        "https_ports",
        "AllowedHosts",
        "shutdownTimeoutSeconds",
        "environment",
        "contentRoot",
    ];

    [Test]
    public async Task Config_WhenOriginsDiffer_NamesThatOfEachValueInForce()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "appsettings.json"),
            """{ "Registry": { "Cors": "https://one.example", "Limits": { "ImportRows": 7, "ImportBytes": 2048 } } }"""
        );
        var (exitCode, output, error) = await RunAsync(
            new() { ["Registry__Limits__ImportRows"] = "8", ["ASPNETCORE_HTTP_PORTS"] = "8081" },
            "--Registry:Limits:ImportBytes=4096",
            "--Registry:Database=Data Source=x.db;Password=\"of the; file\"",
            "--Registry:PublicUrl=https://me:mine@registry.example",
            "--Kestrel:Certificates:Default:Password=of the certificate"
        );
        var answer = JsonDocument.Parse(output).RootElement;
        var settings = answer
            .GetProperty("settings")
            .EnumerateArray()
            .ToDictionary(
                setting => setting.GetProperty("name").GetString()!,
                setting => (Value: setting.GetProperty("value").GetString(), From: setting.GetProperty("from").GetString())
            );

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(answer.GetProperty("right").GetBoolean(), Is.True);
            Assert.That(settings.Keys, Is.SupersetOf(SettingNames.OfTheRegistry).And.SupersetOf(HostNames));
            Assert.That(settings["Registry:Cors"], Is.EqualTo(("https://one.example", Path.Combine(folder, "appsettings.json"))));
            Assert.That(settings["Registry:Limits:ImportRows"], Is.EqualTo(("8", "environment (Registry__Limits__ImportRows)")));
            Assert.That(settings["Registry:Limits:ImportBytes"], Is.EqualTo(("4096", "command line")));
            Assert.That(settings.Count(setting => setting.Value.From == "command line"), Is.EqualTo(4), "no more than was given there");
            Assert.That(settings["Registry:Reads:KeptDays"], Is.EqualTo(("400", "default")));
            Assert.That(settings["http_ports"], Is.EqualTo(("8081", "environment (ASPNETCORE_HTTP_PORTS)")));
            Assert.That(settings["Registry:Database"].Value, Is.EqualTo("Data Source=x.db;Password=…"));
            Assert.That(settings["Registry:PublicUrl"].Value, Is.EqualTo("https://…@registry.example"));
            Assert.That(output, Does.Not.Contain("of the; file").And.Not.Contain("mine").And.Not.Contain("of the certificate"));
            Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(1), "nothing was made");
        });
    }

    [Test]
    public async Task Config_WhenSettingsAreUnknownWhereverTheyStand_NamesEachAsItIsWritten()
    {
        var file = Path.Combine(folder, "appsettings.json");
        await File.WriteAllTextAsync(
            file,
            """{ "Registry": { "Databse": "x", "Cors": ["https://one.example"], "Limits": {} }, "Loging": { "LogLevel": { "Default": "Trace" } } }"""
        );
        var (exitCode, output, _) = await RunAsync(
            new()
            {
                ["Registry__Limits__ImportRow"] = "8",
                ["REGISTRY_DATABASE"] = "x",
                ["Regsitry__Cors"] = "*",
                ["ASPNETCORE_URL"] = "http://localhost:1",
                ["REGISTRY_SERVICE_HOST"] = "of another program",
                ["Other__Program"] = "1",
            },
            "--Registry:PublicUlr=x",
            "--urls=nonsense",
            "--Registry:Database=Password=secret;Nonsense"
        );
        var mistakes = JsonDocument.Parse(output).RootElement.GetProperty("mistakes").EnumerateArray().Select(mistake => $"{mistake}");

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output, Does.Not.Contain("secret"));
        Assert.That(
            mistakes.Select(mistake => mistake.Replace(" 'config' lists the settings.", "", StringComparison.Ordinal)),
            Is.SupersetOf([
                $"There is no setting 'Registry:Databse' in {file}. Did you mean 'Registry:Database'?",
                $"There is no setting 'Registry:Cors:0' in {file}. Did you mean 'Registry:Cors'?",
                $"There is no setting 'Loging:LogLevel:Default' in {file}. Did you mean 'Logging:LogLevel'?",
                "There is no setting 'Registry__Limits__ImportRow'. Did you mean 'Registry__Limits__ImportRows'?",
                "There is no setting 'REGISTRY_DATABASE'. Did you mean 'Registry__Database'?",
                "There is no setting 'Regsitry__Cors'. Did you mean 'Registry__Cors'?",
                "There is no setting 'ASPNETCORE_URL'. Did you mean 'ASPNETCORE_URLS'?",
                "There is no setting '--Registry:PublicUlr'. Did you mean '--Registry:PublicUrl'?",
            ])
        );
        Assert.That(mistakes.Count(), Is.EqualTo(10), string.Join('\n', mistakes));
    }

    [Test]
    public async Task Config_WhenTheFileIsBroken_SaysWhere()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), "{ \"Registry\": ");
        var (exitCode, output, error) = await RunAsync([]);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain(Path.Combine(folder, "appsettings.json")).And.Contain("LineNumber").And.Not.Contain("   at "));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(Dictionary<string, string> environment, params string[] settings) =>
        RegistryProcess.RunInAsync(folder, environment, ["config", "--json", .. settings]);
}
