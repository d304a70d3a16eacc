using System.Data.Common;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// The database that a test runs on: an SQLite file of its own, or a database of its own on the server of the run. REGISTRY_TEST_DATABASE=postgres puts a whole run on the latter, so that one test
/// body can run on either.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-test-").FullName;
    private readonly PostgresCluster? cluster;
    private readonly string name = "";

    /// <summary>Whether the run is on PostgreSQL.</summary>
    public static bool IsPostgres { get; } =
        Environment.GetEnvironmentVariable("REGISTRY_TEST_DATABASE") switch
        {
            null or "" or "sqlite" => false,
            "postgres" => true,
            var other => throw new InvalidOperationException(
                $"REGISTRY_TEST_DATABASE is '{other}'. Write sqlite or postgres, or leave it out."
            ),
        };

    /// <summary>The database of the run's kind.</summary>
    public TestDatabase()
        : this(IsPostgres) { }

    /// <param name="onServer">Whether it is on the server of the run, whatever the run's kind.</param>
    public TestDatabase(bool onServer)
    {
        if (onServer)
        {
            cluster = Task.Run(PostgresCluster.GetAsync).GetAwaiter().GetResult();
            name = cluster.NewName();
        }
    }

    public bool IsOnServer => cluster is not null;

    public string File => Path.Combine(folder, "registry.db");

    /// <summary>A test's connections are not pooled: only the service pools connections, and closes them when it stops.</summary>
    public string ConnectionString => cluster?.ConnectionString(name) ?? $"Data Source={File};Pooling=False";

    public string Argument => $"--Registry:Database={ConnectionString}";

    /// <summary>Begins as a copy.</summary>
    public Task FillAsync(Snapshot made) =>
        cluster is null ? System.IO.File.WriteAllBytesAsync(File, made.Bytes) : cluster.CopyAsync(made.Name, name);

    /// <summary>Makes another database on the server, as a copy of this one, and gives its name. The server copies no database to which somebody is connected.</summary>
    public async Task<string> CopyAsync()
    {
        var copy = cluster!.NewName("copy");
        await TakeAwayAsync();
        await cluster.CopyAsync(name, copy);
        await cluster.ForgetMarkAsync(copy);
        await GiveBackAsync();
        return copy;
    }

    /// <summary>Has a copy of the database on the server take its name.</summary>
    public async Task TakeTheCopyAsync()
    {
        var copy = cluster!.NewName("copy");
        await TakeAwayAsync();
        await cluster.CopyAsync(name, copy);
        await cluster.DropAsync(name);
        await cluster.RunAsync($"alter database {copy} rename to {name}");
    }

    /// <summary>All that the database says: the bytes of the file, or the rows of the tables.</summary>
    public async Task<string> StateAsync() =>
        cluster is null
            ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await System.IO.File.ReadAllBytesAsync(File)))
            : await cluster.DumpAsync(name);

    /// <summary>Makes an empty database where the server needs one before anybody connects.</summary>
    public Task MakeAsync() => cluster is null ? Task.CompletedTask : MakeAsync("locale 'C'");

    /// <summary>Keeps a copy of the database on the server, as its operator does.</summary>
    public Task KeepCopyAsync(string file) => cluster!.DumpAsync(name, file);

    /// <summary>Puts a copy in the place of the database on the server, as its operator does.</summary>
    public Task PutBackAsync(string file) => cluster!.RestoreAsync(name, file);

    /// <summary>Makes an empty database on the server, with a collation of the test's.</summary>
    public Task MakeAsync(string collation) => cluster!.RunAsync($"create database {name} template template0 {collation}");

    /// <summary>Runs statements in the database on the server, as another program would.</summary>
    public Task RunAsync(string sql) => cluster!.RunAsync(sql, name);

    /// <summary>Has the server close every connection to the database.</summary>
    public Task CloseConnectionsAsync() =>
        cluster!.RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

    /// <summary>A connection of another program, which knows nothing of the service.</summary>
    /// <param name="day">The day that the views ask for, as the service would have told it; null where nobody tells one.</param>
    public async Task<DbConnection> OpenAsync(string? day = null)
    {
        DbConnection opened = cluster is null
            ? new SqliteConnection(ConnectionString)
            : new NpgsqlConnection($"{ConnectionString};Pooling=False;Max Auto Prepare=500;Auto Prepare Min Usages=2");
        await opened.OpenAsync();
        if (day is null)
        {
            return opened;
        }

        if (opened is SqliteConnection file)
        {
            file.CreateFunction("registry_today", () => day, isDeterministic: true);
            file.CreateFunction("registry_latest_day", () => day, isDeterministic: true);
        }
        else
        {
            await opened.ExecuteAsync(
                "select set_config('registry.today', @day, false), set_config('registry.latest_day', @day, false), set_config('registry.approvals', '1', false)",
                new { day }
            );
        }

        return opened;
    }

    /// <summary>Changes rows by hand, as somebody in a shell of the database does.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ChangeByHandAsync(string sql, string? day = null)
    {
        await using var opened = await OpenAsync(day);
        var changed = await opened.ExecuteAsync(sql);
        if (IsOnServer)
        {
            // What another one commits on a server is seen within 100 ms by whoever names no version.
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        return changed;
    }

    /// <summary>The statement after which a connection may break references, as a careless tool does.</summary>
    public static string HoldNoReferences => IsPostgres ? "set session_replication_role = replica" : "pragma foreign_keys = off";

    /// <summary>Holds the lock of those who write, as a write of another program does, until it is disposed.</summary>
    /// <param name="beside">What is locked instead: what the service keeps beside the registry, see <see cref="TextsBesideAsync"/>.</param>
    public async Task<IAsyncDisposable> LockAsync(string? beside = null)
    {
        if (cluster is null)
        {
            var file = new SqliteConnection(beside is null ? ConnectionString : $"Data Source={File}-{beside};Pooling=False");
            await file.OpenAsync();
            file.BeginTransaction(deferred: false);
            return file;
        }

        var server = await OpenAsync();
        await server.ExecuteAsync(
            "select pg_advisory_lock(@key)",
            new { key = beside is null ? PostgresDialect.RegistryLock : PostgresDialect.ReadsLock }
        );
        return server;
    }

    /// <summary>Makes the database one that nobody can reach: the file lies elsewhere, or the server lets nobody in and closes what is open.</summary>
    public async Task TakeAwayAsync()
    {
        if (cluster is null)
        {
            System.IO.File.Move(File, Away);
            return;
        }

        await cluster.RunAsync($"alter database {name} with allow_connections false");
        await CloseConnectionsAsync();
    }

    /// <summary>Lets everybody in again.</summary>
    public async Task GiveBackAsync()
    {
        if (cluster is null)
        {
            System.IO.File.Move(Away, File, overwrite: true);
            return;
        }

        await cluster.RunAsync($"alter database {name} with allow_connections true");
    }

    private string Away => File + ".away";

    /// <summary>Those of the texts that are anywhere: in the bytes of the file, of one beside it and of a copy of it; on a server, in a row of any table or in a copy of them.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(params IEnumerable<string> texts)
    {
        var rows = cluster is null ? "" : await cluster.DumpAsync(name);
        return [.. texts.Where(text => rows.Contains(text, StringComparison.Ordinal) || FilesHave(text))];
    }

    /// <summary>The texts of a query in what the service keeps beside the registry: a file with this ending, or a schema of the server. None where there is none yet.</summary>
    public async Task<IReadOnlyList<string>> TextsBesideAsync(string what, string sql)
    {
        if (cluster is null && !System.IO.File.Exists($"{File}-{what}"))
        {
            return [];
        }

        await using DbConnection beside = cluster is null
            ? new SqliteConnection($"Data Source={File}-{what};Pooling=False")
            : new NpgsqlConnection($"{ConnectionString};Search Path=registry_{what};Pooling=False");
        await beside.OpenAsync();
        try
        {
            return (await beside.QueryAsync<string>(sql)).AsList();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return [];
        }
    }

    /// <summary>The texts in an archive are compressed.</summary>
    private bool FilesHave(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return Directory
            .GetFiles(Path.GetDirectoryName(File)!, Path.GetFileName(File) + "*")
            .Where(file => !file.EndsWith(".zip", StringComparison.Ordinal))
            .Any(file => ReadInUse(file).AsSpan().IndexOf(bytes) >= 0);
    }

    private static byte[] ReadInUse(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public void Dispose()
    {
        if (cluster is not null)
        {
            Task.Run(() => cluster.DropAsync(name)).GetAwaiter().GetResult();
        }

        Directory.Delete(folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DropAsync(name);
        }

        Directory.Delete(folder, recursive: true);
    }
}
