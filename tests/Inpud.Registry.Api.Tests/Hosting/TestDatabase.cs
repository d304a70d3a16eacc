namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// The database that a test runs on: an SQLite file of its own, or whatever REGISTRY_TEST_DATABASE names, so that one test body can run on either database.
/// </summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-test-").FullName;

    public string File => Path.Combine(folder, "registry.db");

    public string ConnectionString => Environment.GetEnvironmentVariable("REGISTRY_TEST_DATABASE") ?? $"Data Source={File}";

    public string Argument => $"--Registry:Database={ConnectionString}";

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
