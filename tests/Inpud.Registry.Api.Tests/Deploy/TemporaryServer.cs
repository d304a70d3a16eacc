using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>A PostgreSQL server that runs as deploy/compose.yaml says: its settings, its way to let somebody in, its archive. The folders and the port are the test's.</summary>
internal sealed class TemporaryServer : IAsyncDisposable
{
    private readonly Dictionary<string, Process> running = [];

    private TemporaryServer(string folder) => Folder = folder;

    /// <summary>The folder of all: data, archive, secrets.</summary>
    public string Folder { get; }

    public int Port { get; } = NginxFront.FreePort();

    private string Archive => Path.Combine(Folder, "archive");

    /// <summary>The connection string of the nodes, with the place of the server. The password is in the file that it names.</summary>
    public string Connection =>
        Regex
            .Match(File.ReadAllText(Repository.PathOf("deploy", "compose.yaml")), "Registry__Database: (.+)")
            .Groups[1]
            .Value.Replace("Host=database", $"Host=127.0.0.1;Port={Port}", StringComparison.Ordinal)
            .Replace("/run/secrets", Folder, StringComparison.Ordinal);

    public static async Task<TemporaryServer> StartAsync()
    {
        var server = new TemporaryServer(Directory.CreateTempSubdirectory("registry-server-").FullName);
        Directory.CreateDirectory(server.Archive);
        await File.WriteAllTextAsync(
            Path.Combine(server.Folder, "registry-pgpass"),
            $"127.0.0.1:{server.Port}:registry:registry:{Guid.NewGuid():N}\n"
        );
        if (Environment.UserName == "root")
        {
            await Tool.RunAsync("/", "chown", "-R", "postgres", server.Folder);
        }

        var initdb = Regex
            .Match(File.ReadAllText(Repository.PathOf("deploy", "compose.yaml")), "POSTGRES_INITDB_ARGS: (.+)")
            .Groups[1]
            .Value;
        await server.RunAsync("initdb", [.. initdb.Split(' '), "--no-sync", "--username=postgres", $"--pgdata={server.DataOf("data")}"]);
        await server.BeginAsync("data");
        var sql = await File.ReadAllTextAsync(Repository.PathOf("deploy", "postgres", "registry.sql"));
        var here = Path.Combine(server.Folder, "registry.sql");
        await File.WriteAllTextAsync(here, sql.Replace("/run/secrets", server.Folder, StringComparison.Ordinal));
        await server.SqlAsync("--file", here);
        return server;
    }

    public string DataOf(string name) => Path.Combine(Folder, name);

    /// <summary>Starts the server on a folder of data, and waits until it takes writes.</summary>
    public async Task BeginAsync(string name)
    {
        var compose = await File.ReadAllTextAsync(Repository.PathOf("deploy", "compose.yaml"));
        var settings = Regex
            .Matches(compose, "^ +- -c\n +- (.+)$", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value.Replace("/archive/", $"{Archive}/", StringComparison.Ordinal));
        Assert.That(settings.Count(), Is.GreaterThan(4));
        string[] all =
        [
            $"port={Port}",
            "listen_addresses=127.0.0.1",
            $"unix_socket_directories={Folder}",
            "fsync=off",
            "shared_buffers=16MB",
            .. settings,
        ];
        var words = AsOwner([
            Path.Combine(PostgresCluster.Programs(), "postgres"),
            "-D",
            DataOf(name),
            .. all.SelectMany(setting => new[] { "-c", setting }),
        ]);
        running[name] = Process.Start(
            new ProcessStartInfo(words[0], words[1..])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = "/",
            }
        )!;
        var log = running[name].StandardError.ReadToEndAsync();
        for (var until = Environment.TickCount64 + 30_000; ; await Task.Delay(50))
        {
            // A shell, since a word of the server that it is not there yet is no failure of the test.
            var answer = await RunAsRunbookSaysAsync(
                "psql --quiet --tuples-only --no-align --command='select pg_is_in_recovery()' 2>/dev/null || true"
            );
            if (answer.Trim() == "f")
            {
                return;
            }

            Assert.That(
                running[name].HasExited || Environment.TickCount64 > until,
                Is.False,
                () => running[name].HasExited ? log.Result : ""
            );
        }
    }

    /// <summary>Stops the server as a machine does that is shut down.</summary>
    public async Task EndAsync(string name)
    {
        if (running.Remove(name, out var server))
        {
            await Tool.RunAsync("/", "kill", "-INT", server.Id.ToString(CultureInfo.InvariantCulture));
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    /// <summary>Runs SQL as whoever runs the server.</summary>
    public Task<string> SqlAsync(params string[] arguments) =>
        RunAsync("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", .. Login, .. arguments]);

    /// <summary>Runs a program of PostgreSQL as whoever runs the server.</summary>
    public Task<string> RunAsync(string program, params string[] arguments)
    {
        var words = AsOwner([Path.Combine(PostgresCluster.Programs(), program), .. arguments]);
        return Tool.RunAsync("/", words[0], words[1..]);
    }

    /// <summary>The words of the runbook, with the place of the server and the folders of the test.</summary>
    public Task<string> RunAsRunbookSaysAsync(string line)
    {
        var words = AsOwner([
            "env",
            $"PATH={PostgresCluster.Programs()}:{Environment.GetEnvironmentVariable("PATH")}",
            $"PGHOST={Folder}",
            $"PGPORT={Port}",
            "PGUSER=postgres",
            "sh",
            "-euc",
            line.Replace("/backup/registry", Archive, StringComparison.Ordinal)
                .Replace("/backup", Folder, StringComparison.Ordinal)
                .Replace("/var/lib/postgresql", Folder, StringComparison.Ordinal),
        ]);
        return Tool.RunAsync("/", words[0], words[1..]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in running.Keys.ToList())
        {
            await EndAsync(name);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private string[] Login => ["--host", Folder, "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", "postgres"];

    /// <summary>The server refuses to run as root. Debian's package brings a user for it.</summary>
    private static string[] AsOwner(string[] words) =>
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. words] : words;
}
