using System.Data.Common;
using Dapper;
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

    /// <summary>Starts from a copy of an existing file.</summary>
    public async Task FillAsync(Lazy<Task<byte[]>> made) => await System.IO.File.WriteAllBytesAsync(File, await made.Value);

    /// <summary>Starts from a copy of a database of the server.</summary>
    public Task CopyAsync(string from) => cluster!.CopyAsync(from, name);

    /// <summary>Makes an empty database on the server, with a collation of the test's.</summary>
    public Task MakeAsync(string collation) => cluster!.RunAsync($"create database {name} template template0 {collation}");

    /// <summary>Runs statements in the database on the server, as another program would.</summary>
    public Task RunAsync(string sql) => cluster!.RunAsync(sql, name);

    /// <summary>Has the server close every connection to the database.</summary>
    public Task CloseConnectionsAsync() =>
        cluster!.RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

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

    /// <summary>Whether the bytes of the database, of a file beside it or of a copy of it contain the text. The texts in an archive are compressed.</summary>
    public bool FilesHave(string text)
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
