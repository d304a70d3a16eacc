using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Api.Tests.Deploy;
using Inpud.Registry.Api.Tests.Hosting;
using Npgsql;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>A PostgreSQL primary and a streaming standby of it, which a test stops and starts one by one.</summary>
internal sealed class ReplicatedServer : IAsyncDisposable
{
    public const string Primary = "primary";
    public const string Standby = "standby";

    private readonly string folder = Directory.CreateTempSubdirectory("registry-cluster-").FullName;
    private readonly Dictionary<string, Process> running = [];

    private readonly Dictionary<string, int> ports = new() { [Primary] = NginxFront.FreePort(), [Standby] = NginxFront.FreePort() };

    /// <summary>The connection string of a node: it writes to whichever takes writes, and reads public answers from the standby.</summary>
    public string ConnectionString =>
        $"Host=127.0.0.1:{ports[Primary]},127.0.0.1:{ports[Standby]};Database=registry;Username=postgres;Target Session Attributes=prefer-standby;Host Recheck Seconds=1;Timeout=2;Maximum Pool Size=20";

    public async Task StartAsync()
    {
        if (Environment.UserName == "root")
        {
            await Tool.RunAsync("/", "chown", "postgres", folder);
        }

        await RunAsync("initdb", "-D", DataOf(Primary), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await BeginAsync(Primary);
        await RunAsync(
            "pg_basebackup",
            "--host=127.0.0.1",
            $"--port={ports[Primary]}",
            "--username=postgres",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync",
            $"--pgdata={DataOf(Standby)}"
        );
        await BeginAsync(Standby);
    }

    /// <summary>Starts one of the two, and waits until it answers.</summary>
    public async Task BeginAsync(string which)
    {
        string[] settings =
        [
            $"port={ports[which]}",
            "listen_addresses=127.0.0.1",
            $"unix_socket_directories={folder}",
            "fsync=off",
            "shared_buffers=32MB",
            "wal_retrieve_retry_interval=200ms",
        ];
        var words = AsOwner([
            Path.Combine(PostgresCluster.Programs(), "postgres"),
            "-D",
            DataOf(which),
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ]);
        running[which] = Process.Start(
            new ProcessStartInfo(words[0], words[1..])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = "/",
            }
        )!;
        running[which].ErrorDataReceived += (_, _) => { };
        running[which].BeginErrorReadLine();
        for (var until = Environment.TickCount64 + 60_000; ; await Task.Delay(50))
        {
            try
            {
                await SqlAsync(which, "select 1");
                return;
            }
            catch (NpgsqlException) when (Environment.TickCount64 < until && !running[which].HasExited) { }
        }
    }

    /// <summary>Stops one of the two as a loss of power does, but for its connections, which end.</summary>
    public async Task KillAsync(string which)
    {
        running.Remove(which, out var server);
        await Tool.RunAsync("/", "kill", "-QUIT", server!.Id.ToString(CultureInfo.InvariantCulture));
        await server.WaitForExitAsync();
        server.Dispose();
    }

    /// <summary>Runs SQL on one of the two as whoever runs it.</summary>
    public async Task<object?> SqlAsync(string which, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={ports[which]};Database=postgres;Username=postgres;Pooling=false;Timeout=2"
        );
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var which in running.Keys.Order(StringComparer.Ordinal).ToList())
        {
            await KillAsync(which);
        }

        Directory.Delete(folder, recursive: true);
    }

    private string DataOf(string which) => Path.Combine(folder, which);

    private static Task<string> RunAsync(string program, params string[] arguments)
    {
        var words = AsOwner([Path.Combine(PostgresCluster.Programs(), program), .. arguments]);
        return Tool.RunAsync("/", words[0], words[1..]);
    }

    /// <summary>The server refuses to run as root. Debian's package brings a user for it.</summary>
    private static string[] AsOwner(string[] words) =>
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. words] : words;
}
