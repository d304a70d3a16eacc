using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>
/// The image as the SDK builds it on top of a base of the test, from what is built already: compiled ahead and for one kind of machine it would take minutes. A release has the same settings and
/// another base. The last test runs it: a file system that is read-only but for its home.
/// </summary>
internal sealed class ContainerImageTests
{
    /// <summary>With the libraries for all kinds of machines. An image for one kind has a quarter.</summary>
    private const int MostBytes = 40_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("registry-image-").FullName;
    private readonly BaseImage below = new();
    private JsonElement manifest;
    private JsonElement image;
    private List<Entry> entries = [];

    private sealed record Entry(string Name, TarEntryType Type, int Uid, UnixFileMode Mode, long Length);

    private JsonElement Config => image.GetProperty("config");

    private Dictionary<string, string> Environment =>
        Config
            .GetProperty("Env")
            .EnumerateArray()
            .Select(each => each.GetString()!.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        await below.StartAsync();
        var archive = Path.Combine(folder, "image.tar");
        await Tool.RunAsync(
            Repository.Root,
            "dotnet",
            "publish",
            "src/Inpud.Registry.Api",
            "--no-build",
            "--nologo",
            "-nodeReuse:false",
            "--configuration",
            Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!,
            "-t:PublishContainer",
            $"-p:PublishDir={Path.Combine(folder, "published")}/",
            $"-p:ContainerArchiveOutputPath={archive}",
            $"-p:ContainerBaseImage={below.Name}",
            // A build finds both by itself.
            "-p:PrivateRepositoryUrl=https://example.org/registry",
            $"-p:SourceRevisionId={(await Tool.RunAsync(Repository.Root, "git", "rev-parse", "HEAD")).Trim()}"
        );
        await TarFile.ExtractToDirectoryAsync(archive, folder, overwriteFiles: false);
        manifest = Json(Json("index.json").GetProperty("manifests")[0]);
        image = Json(manifest.GetProperty("config"));
        var layer = PathOf(manifest.GetProperty("layers")[1]);
        await using (var packed = new GZipStream(File.OpenRead(layer), CompressionMode.Decompress))
        await using (var tar = new TarReader(packed))
        {
            while (await tar.GetNextEntryAsync() is { } entry)
            {
                entries.Add(new Entry(entry.Name, entry.EntryType, entry.Uid, entry.Mode, entry.Length));
            }
        }

        await using var again = new GZipStream(File.OpenRead(layer), CompressionMode.Decompress);
        Directory.CreateDirectory(Path.Combine(folder, "root"));
        await TarFile.ExtractToDirectoryAsync(again, Path.Combine(folder, "root"), overwriteFiles: false);
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        await below.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Image_WhenBuilt_HasOneLayerOnTopOfItsBase()
    {
        var layers = manifest.GetProperty("layers");

        Assert.That(layers.GetArrayLength(), Is.EqualTo(2));
        Assert.That(layers[0].GetProperty("digest").GetString(), Is.EqualTo(below.Layer));
        Assert.That(layers[1].GetProperty("size").GetInt64(), Is.LessThan(MostBytes));
    }

    [Test]
    public void Image_WhenItRuns_IsTheServiceOfAUserWithoutRights()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Config.GetProperty("User").GetString(), Is.EqualTo("1654"), "a number, so that it can be seen not to be root");
            Assert.That(
                Config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()!),
                Is.EqualTo(["dotnet", "/app/Inpud.Registry.Api.dll"])
            );
            Assert.That(Config.TryGetProperty("Cmd", out _), Is.False);
            Assert.That(Config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name), Is.EqualTo(["8080/tcp"]));
            Assert.That(Environment["ASPNETCORE_HTTP_PORTS"], Is.EqualTo("8080"));
            Assert.That(Environment["Registry__Database"], Does.StartWith("Data Source=/home/app/"));
            Assert.That(Environment["TMPDIR"], Is.EqualTo("/home/app"));
            Assert.That(Environment["DOTNET_EnableDiagnostics"], Is.EqualTo("0"));
        });
    }

    [Test]
    public void Image_WhenItIsLookedAt_SaysWhatItIs()
    {
        var labels = Config.GetProperty("Labels");

        Assert.Multiple(() =>
        {
            Assert.That(Label("licenses"), Is.EqualTo("MIT"));
            Assert.That(Label("version"), Is.EqualTo(ProgramVersion.Text));
            Assert.That(Label("source"), Is.EqualTo("https://example.org/registry"));
            Assert.That(Label("revision"), Does.Match("^[0-9a-f]{40}$"));
            Assert.That(Label("description"), Does.Contain("INPUD"));
        });

        string? Label(string name) => labels.GetProperty($"org.opencontainers.image.{name}").GetString();
    }

    [Test]
    public void Files_WhenLookedAt_AreTheProgramAlone()
    {
        // The program carries its data, its contract and its migrations.
        string[] kinds = [".dll", ".pdb", ".json", ".so", ".dylib", ".a", ".config"];
        var files = entries.Where(entry => entry.Type is TarEntryType.RegularFile).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(files, Has.Some.Matches<Entry>(file => file!.Name == "app/Inpud.Registry.Api.dll"));
            Assert.That(files, Has.Some.Matches<Entry>(file => file!.Name == "app/appsettings.json"));
            Assert.That(
                entries.Where(entry => entry.Name.TrimEnd('/') != "app" && !entry.Name.StartsWith("app/", StringComparison.Ordinal)),
                Is.Empty
            );
            Assert.That(
                files.Where(file =>
                    !file.Name.StartsWith("app/runtimes/", StringComparison.Ordinal)
                    && file.Name != "app/Inpud.Registry.Api"
                    && !kinds.Contains(Path.GetExtension(file.Name))
                ),
                Is.Empty,
                "no source, no secret, no database"
            );
            Assert.That(
                files.Select(file => Path.GetFileName(file.Name)).Where(name => name.EndsWith(".json", StringComparison.Ordinal)),
                Is.EquivalentTo([
                    "appsettings.json",
                    "Inpud.Registry.Api.deps.json",
                    "Inpud.Registry.Api.runtimeconfig.json",
                    "Inpud.Registry.Api.staticwebassets.endpoints.json",
                ])
            );
            Assert.That(
                entries.Where(entry => entry.Name.Contains("/.", StringComparison.Ordinal)),
                Is.Empty,
                "nothing of git, no file that hides"
            );
        });
    }

    [Test]
    public void Files_WhenTheServiceWritesToThem_AreRoots()
    {
        const UnixFileMode ByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.SetUser | UnixFileMode.SetGroup;

        Assert.That(entries.Where(entry => entry.Uid != 0 || (entry.Mode & ByOthers) != UnixFileMode.None), Is.Empty);
    }

    [Test]
    public async Task Image_WhenItsFilesAreReadOnly_ServesAndWritesToItsHomeAlone()
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        var port = NginxFront.FreePort();
        var prefix = await SandboxAsync(home, port);
        using var service = Process.Start(
            new ProcessStartInfo(prefix[0], prefix[1..])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        try
        {
            Assert.That(await service.StandardOutput.ReadLineAsync(), Does.Contain("answers at"), "it starts with the shipped data");
            await Tool.RunAsync("/", prefix[0], [.. prefix[1..], "health"]);
            var added = await Tool.RunAsync(
                "/",
                prefix[0],
                [.. prefix[1..], "keys", "add", "--label", "A test", "--scope", "registry", "--json"]
            );
            var key = JsonDocument.Parse(added.Split('\n')[0]).RootElement.GetProperty("key").GetString();
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            using var networks = await client.GetAsync("/v1/networks");
            // Both go by a temporary file.
            using var export = await client.GetAsync("/v1/export?format=sqlite");
            using var import = await client.PostAsync(
                "/v1/import?dryRun=true",
                new StringContent("name,country,keptBy,source\nUmoja,Kenya,africanpud,registry-curation\n", Encoding.UTF8, "text/csv")
            );

            Assert.That(await networks.Content.ReadAsStringAsync(), Does.Contain("euronpud"));
            Assert.That(export.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(import.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(Directory.GetFiles(home).Select(Path.GetFileName), Does.Contain("registry.db"));
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }
    }

    /// <summary>The command that runs the entry point with the layer, the variables and the user of the image. It has the runtime of this machine, in place of the base's.</summary>
    private async Task<string[]> SandboxAsync(string home, int port)
    {
        var runtime = Path.GetDirectoryName(System.Environment.ProcessPath)!;
        var variables = Environment;
        variables["PATH"] = "/dotnet:/usr/bin";
        variables["DOTNET_ROOT"] = "/dotnet";
        // Its own port can be taken on this machine.
        variables["ASPNETCORE_HTTP_PORTS"] = port.ToString(CultureInfo.InvariantCulture);
        string[] words =
        [
            "bwrap",
            "--unshare-user",
            "--unshare-pid",
            "--uid",
            Config.GetProperty("User").GetString()!,
            "--ro-bind",
            "/usr",
            "/usr",
            .. Directory.Exists("/lib64") ? new[] { "--symlink", "usr/lib64", "/lib64" } : [],
            "--symlink",
            "usr/lib",
            "/lib",
            "--ro-bind",
            runtime,
            "/dotnet",
            "--ro-bind",
            Path.Combine(folder, "root", "app"),
            "/app",
            "--bind",
            home,
            "/home/app",
            "--proc",
            "/proc",
            "--dev",
            "/dev",
            "--remount-ro",
            "/",
            "--chdir",
            Config.GetProperty("WorkingDir").GetString()!,
            "--clearenv",
            .. variables.SelectMany(variable => new[] { "--setenv", variable.Key, variable.Value }),
            .. Config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()!),
        ];
        // Some systems let root alone make a space of its own for a process.
        var mayAnybody = await Tool.RunAsync("/", "sh", "-c", "bwrap --unshare-user --ro-bind / / true 2>&1 || echo refused");
        return mayAnybody.Length == 0 ? words : ["sudo", "-n", .. words];
    }

    private string PathOf(JsonElement descriptor) =>
        Path.Combine(folder, "blobs", "sha256", descriptor.GetProperty("digest").GetString()!["sha256:".Length..]);

    private JsonElement Json(JsonElement descriptor) => JsonDocument.Parse(File.ReadAllBytes(PathOf(descriptor))).RootElement;

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name))).RootElement;
}
