using System.Diagnostics;
using Npgsql;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>A PostgreSQL server for the run of the tests: its own cluster in a temporary folder, on a socket in it. It starts with the first test that needs it, and a machine without PostgreSQL fails that test.</summary>
/// <remarks>A server on a port was rejected: two runs on one machine would look for free ones at the same moment.</remarks>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> Started = new(StartAsync);

    private readonly string folder;
    private readonly Process server;
    private int made;

    private PostgresCluster(string folder, Process server) => (this.folder, this.server) = (folder, server);

    public static Task<PostgresCluster> GetAsync() => Started.Value;

    /// <summary>Stops the server, where a test started it, and removes its files.</summary>
    public static ValueTask StopAsync() =>
        Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? Started.Value.Result.DisposeAsync()
            : ValueTask.CompletedTask;

    /// <summary>A name that no other database of the run has.</summary>
    public string NewName(string what = "registry") => $"{what}_{Interlocked.Increment(ref made)}";

    /// <summary>The connection string of a database. Many services run side by side, so that each has few connections.</summary>
    public string ConnectionString(string database) =>
        $"Host={folder};Database={database};Username=postgres;Maximum Pool Size=12;Minimum Pool Size=0;Connection Idle Lifetime=10;Timeout=30;GSS Encryption Mode=Disable";

    /// <summary>Makes a database as a copy of another one, to which nobody is connected.</summary>
    /// <remarks>To copy the files takes the server little more than half of what it takes to write each page to its log, since nothing waits for the disk here.</remarks>
    public Task CopyAsync(string from, string to) => RunAsync($"create database {to} template {from} strategy file_copy");

    /// <summary>Has a copy pass for a database of its own, in which nothing was restored.</summary>
    public Task ForgetMarkAsync(string database) => RunAsync("comment on table epoch is null", database);

    public Task DropAsync(string database) => RunAsync($"drop database if exists {database} with (force)");

    /// <summary>The rows of all tables as text, as a copy of the server has them.</summary>
    public async Task<string> DumpAsync(string database)
    {
        var dump = await ProgramAsync("pg_dump", "--data-only", "--dbname", database);
        // Two lines have a random word, against texts that pass for commands of psql.
        return string.Join('\n', dump.Split('\n').Where(line => !line.Contains("restrict ", StringComparison.Ordinal)));
    }

    /// <summary>Copies a database into a file.</summary>
    public Task DumpAsync(string database, string file) =>
        ProgramAsync("pg_dump", "--format=custom", "--compress=0", "--file", file, "--dbname", database);

    /// <summary>Puts a copy in the place of a database. Whoever is connected is thrown out.</summary>
    public async Task RestoreAsync(string database, string file)
    {
        await DropAsync(database);
        await RunAsync($"create database {database} template template0");
        await ProgramAsync("pg_restore", "--single-transaction", "--dbname", database, file);
    }

    private Task<string> ProgramAsync(string program, params string[] arguments) =>
        RunAsync([Path.Combine(Programs(), program), "--host", folder, "--username", "postgres", .. arguments]);

    /// <summary>Runs statements in the database that belongs to the server itself.</summary>
    public async Task RunAsync(string sql, string database = "postgres")
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionString(database)};Pooling=False");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var programs = Programs();
        var home = Directory.CreateTempSubdirectory("registry-pg-").FullName;
        // The server refuses to run as root. Debian's package brings a user for it.
        string[] asUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        if (asUser.Length > 0)
        {
            await Tool.RunAsync("/", "chown", "postgres", home);
        }

        var data = Path.Combine(home, "data");
        await RunAsync([
            .. asUser,
            Path.Combine(programs, "initdb"),
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        // The server and its folder go with the standard input of this shell: a run that is stopped or killed leaves neither.
        string[] settings =
        [
            "listen_addresses=",
            $"unix_socket_directories={home}",
            "fsync=off",
            "full_page_writes=off",
            "max_connections=400",
            "shared_buffers=64MB",
            "autovacuum=off",
            "jit=off",
            "log_min_error_statement=error",
        ];
        var postgres = string.Join(
            ' ',
            new[] { Path.Combine(programs, "postgres"), "-D", data }.Concat(settings.SelectMany(setting => new[] { "-c", $"'{setting}'" }))
        );
        var running = Process.Start(
            new ProcessStartInfo(
                asUser.Length > 0 ? asUser[0] : "sh",
                [
                    .. asUser.Skip(1),
                    .. asUser.Length > 0 ? new[] { "sh" } : [],
                    "-c",
                    $"trap '' INT TERM HUP; {postgres} 2>{home}/log & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf {home}",
                ]
            )
            {
                RedirectStandardInput = true,
                UseShellExecute = false,
                WorkingDirectory = "/",
            }
        )!;
        var cluster = new PostgresCluster(home, running);
        await cluster.AnswersAsync();
        return cluster;
    }

    private async Task AnswersAsync()
    {
        for (var until = Environment.TickCount64 + 30_000; ; )
        {
            try
            {
                await RunAsync("select 1");
                return;
            }
            catch (NpgsqlException) when (Environment.TickCount64 < until && !server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private static Task<string> RunAsync(string[] words) => Tool.RunAsync("/", words[0], words[1..]);

    /// <summary>The folder of the newest PostgreSQL of Debian, or of the one on the path.</summary>
    public static string Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var found = Directory.Exists(Debian)
            ? Directory
                .GetDirectories(Debian)
                .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture))
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        return found
                .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new AssertionException("PostgreSQL is missing. ./test.sh installs it.");
    }

    public async ValueTask DisposeAsync()
    {
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        server.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
