namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// The database that a test runs on: an SQLite file of its own, or whatever REGISTRY_TEST_DATABASE names, so that one test body can run on either database.
/// </summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-test-").FullName;

    public string File => Path.Combine(folder, "registry.db");

    private static readonly string? Named = Environment.GetEnvironmentVariable("REGISTRY_TEST_DATABASE");

    /// <summary>A test's connections are not pooled: only the service pools connections, and closes them when it stops.</summary>
    public string ConnectionString => Named ?? $"Data Source={File};Pooling=False";

    public string Argument => $"--Registry:Database={ConnectionString}";

    /// <summary>Starts from a copy of an existing file, where the database is a file.</summary>
    public async Task FillAsync(Lazy<Task<byte[]>> made)
    {
        if (Named is null)
        {
            await System.IO.File.WriteAllBytesAsync(File, await made.Value);
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

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
