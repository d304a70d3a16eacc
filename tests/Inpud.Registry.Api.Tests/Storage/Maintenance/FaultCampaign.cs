using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RegistryCommands = Inpud.Registry.Api.Cli.CommandLine;

namespace Inpud.Registry.Api.Tests.Storage.Maintenance;

/// <summary>
/// Writes to a service from several clients, and meanwhile kills the service, restores the database, or kills a restore. After each fault it looks for every write that the service
/// confirmed: in the database, or in a file that a restore kept. The tests run a few faults; the benchmark project runs a hundred and more.
/// </summary>
internal sealed class FaultCampaign : IAsyncDisposable
{
    private const int Writers = 4;
    private const int Warm = 5;

    /// <summary>What a restore says that it does, from its beginning to its end.</summary>
    private static readonly string[] Parts =
    [
        "Checking the copy",
        "Checking the membership rules",
        "Keeping the present database",
        "Hiding what was hidden since",
        "Putting the copy in its place",
    ];

    private readonly Random random;
    private readonly string folder = Directory.CreateTempSubdirectory("registry-faults-").FullName;
    private readonly HttpClient client = new();
    private readonly ConcurrentBag<string> confirmed = [];
    private readonly HashSet<string> unkept = new(StringComparer.Ordinal);
    private readonly HashSet<string> readFiles = new(StringComparer.Ordinal);

    private Process? service;
    private string address = "";
    private CancellationTokenSource? stop;
    private Task load = Task.CompletedTask;
    private int last;
    private int sum;

    public FaultCampaign(int seed) => random = new Random(seed);

    /// <summary>How many writes the service confirmed.</summary>
    public int Confirmed => sum;

    /// <summary>How many of the restores that were to be killed ended before.</summary>
    public int Ended { get; private set; }

    private string Database => Path.Combine(folder, "registry.db");

    private string Setting => $"--Registry:Database=Data Source={Database};Pooling=False";

    /// <param name="database">The bytes of a database with the shipped data; null to make it.</param>
    public async Task StartAsync(byte[]? database = null)
    {
        await (database is null ? RunAsync("seed") : File.WriteAllBytesAsync(Database, database));
        var (_, key) = await RunAsync("keys", "add", "--label", "Load", "--scope", "registry", "--json");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            JsonDocument.Parse(key).RootElement.GetProperty("key").GetString()
        );
        await ServeAsync();
    }

    /// <summary>Kills the service under load, and starts it again.</summary>
    public async Task<IReadOnlyList<string>> KillAsync(bool startsAgain = true)
    {
        await LoadForAWhileAsync();
        service!.Kill();
        await service.WaitForExitAsync();
        await StopLoadAsync();
        var mistakes = await MistakesAsync();
        if (startsAgain)
        {
            await ServeAsync();
        }

        return mistakes;
    }

    /// <summary>Restores a copy under load. The copy lacks some of what was confirmed.</summary>
    public async Task<IReadOnlyList<string>> RestoreAsync()
    {
        var copy = await CopyAsync();
        await LoadForAWhileAsync();
        var (exitCode, output) = await RunAsync("restore", copy, "--over-newer");
        await Task.Delay(random.Next(10, 50));
        await StopLoadAsync();
        return exitCode == 0 ? await MistakesAsync() : [.. await MistakesAsync(), output];
    }

    /// <summary>Kills a restore under load, in any part of its work.</summary>
    public async Task<IReadOnlyList<string>> KillRestoreAsync()
    {
        var copy = await CopyAsync();
        await LoadForAWhileAsync();
        using var restore = Start("restore", copy, "--over-newer", Setting);
        var part = Parts[random.Next(Parts.Length)];
        while (await restore.StandardError.ReadLineAsync() is { } line && !line.StartsWith(part, StringComparison.Ordinal))
        {
            // The restore is not yet at the part in which it dies.
        }

        await Task.Delay(random.Next(0, 15));
        Ended += restore.HasExited ? 1 : 0;
        restore.Kill();
        await restore.WaitForExitAsync();
        await StopLoadAsync();
        return await MistakesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopLoadAsync();
        if (service?.HasExited == false)
        {
            service.Kill();
        }

        service?.Dispose();
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        service?.Dispose();
        service = Start("--urls", "http://127.0.0.1:0", Setting, "--Logging:LogLevel:Default=None");
        var line = await service.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service did not start.");
        address = line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal));
    }

    private async Task<string> CopyAsync()
    {
        var copy = Path.Combine(folder, $"copy-{random.Next().ToString(CultureInfo.InvariantCulture)}.db");
        await RunAsync("backup", copy);
        return copy;
    }

    private async Task LoadForAWhileAsync()
    {
        stop = new CancellationTokenSource();
        load = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(stop.Token))));
        // A service that has just started confirms nothing for a while: the fault comes in the midst of the load.
        var enough = sum + Warm;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (sum < enough)
        {
            await Task.Delay(1, limit.Token);
        }

        await Task.Delay(random.Next(0, 150));
    }

    private async Task StopLoadAsync()
    {
        if (stop is not null)
        {
            await stop.CancelAsync();
            await load;
            stop.Dispose();
            stop = null;
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var name = $"Load {Interlocked.Increment(ref last)}";
            var body =
                $$"""{"name":"{{name}}","country":"KE","period":"2012/..","source":"registry-curation","reason":"A fault is near."}""";
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri($"{address}/v1/groups"), content, CancellationToken.None);
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    Interlocked.Increment(ref sum);
                    confirmed.Add(name);
                }
            }
            catch (HttpRequestException)
            {
                // The service is dead. What it did not confirm may be there or not.
                await Task.Delay(5, CancellationToken.None);
            }
        }
    }

    /// <summary>A sentence for each confirmed write that is nowhere, and for each problem of the database.</summary>
    private async Task<IReadOnlyList<string>> MistakesAsync()
    {
        while (confirmed.TryTake(out var name))
        {
            unkept.Add(name);
        }

        foreach (
            var kept in Directory
                .GetFiles(folder, "registry.db.before-*")
                .Where(file => !file.Contains(".partial-", StringComparison.Ordinal))
        )
        {
            if (readFiles.Add(kept))
            {
                unkept.ExceptWith(NamesIn(kept));
            }
        }

        var lost = unkept.Except(NamesIn(Database)).ToList();
        unkept.ExceptWith(lost);
        var (exitCode, output) = await RunAsync("verify");
        return [.. lost.Select(name => $"{name} was confirmed, and is lost."), .. exitCode == 0 ? Array.Empty<string>() : [output]];
    }

    private static List<string> NamesIn(string file)
    {
        using var opened = new SqliteConnection($"Data Source={file};Pooling=False");
        opened.Open();
        using var command = opened.CreateCommand();
        command.CommandText = "select name from groups where name like 'Load %'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await RegistryCommands.RunAsync([.. arguments, Setting, "--Logging:LogLevel:Default=None"], output, error);
        return (exitCode, exitCode == 0 ? output.ToString() : $"{string.Join(' ', arguments)}: {output}{error}");
    }

    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        return Process.Start(start)!;
    }
}
