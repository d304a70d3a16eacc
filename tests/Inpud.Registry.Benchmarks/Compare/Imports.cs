using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Inpud.Registry.Benchmarks.Driving;
using Inpud.Registry.Benchmarks.Registries;
using Inpud.Registry.Benchmarks.Reports;
using Inpud.Registry.Benchmarks.Servers;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Imports many groups into a registry with the shipped data, as a bundle and as a spreadsheet, while somebody reads.</summary>
internal sealed class Imports(CompareOptions options, Report report)
{
    private const string Section = "Imports, and a reader beside them";
    private const double MostMilliseconds = 50;

    public async Task MeasureAsync(string work)
    {
        var bundle = await BundleAsync(work);
        var sheet = Path.Combine(work, "groups.csv");
        await WriteSheetAsync(sheet);
        var database = Path.Combine(work, "imported.db");
        // A short run imports into a registry that it has already, the second file after the first.
        var into = await new ManyGroups(options.Cache).FileAsync(options.IsShort ? options.Groups[0] : 0);
        File.Copy(into, database);
        using (var registry = ServerProcess.Registry(options.Server, database, options.Settings))
        {
            await MeasureAsync(registry, bundle, "application/zip", "a bundle", 15);
            if (options.IsShort)
            {
                await MeasureAsync(registry, sheet, "text/csv", "a spreadsheet", 20);
                return;
            }
        }

        foreach (var left in Directory.GetFiles(work, "imported.db*"))
        {
            File.Delete(left);
        }

        File.Copy(into, database);
        using var another = ServerProcess.Registry(options.Server, database, options.Settings);
        await MeasureAsync(another, sheet, "text/csv", "a spreadsheet", 20);
    }

    private async Task MeasureAsync(ServerProcess registry, string file, string type, string what, double bound)
    {
        using var isOver = new CancellationTokenSource();
        var reader = Task.Factory.StartNew(() => Read(registry.Port, isOver.Token), TaskCreationOptions.LongRunning);
        var clock = Stopwatch.StartNew();
        await SendAsync(registry.Port, file, type);
        var took = clock.Elapsed;
        await isOver.CancelAsync();
        var times = await reader;
        report.Add(
            new ReportRow(
                Section,
                what,
                options.Imported,
                took.TotalSeconds,
                $"at most {Report.Number(registry.Memory().Most)} MB resident"
            )
            {
                Unit = " s",
                Bound = bound,
                IsMost = true,
            }
        );
        report.Add(
            new ReportRow(
                Section,
                $"p99 of a read beside {what}",
                options.Imported,
                times.Milliseconds(0.99),
                $"p50 {Report.Number(times.Milliseconds(0.5))} ms; the slowest {Report.Number(times.Milliseconds(1))} ms; {times.Count:N0} reads"
            )
            {
                Unit = " ms",
                Bound = MostMilliseconds,
                IsMost = true,
            }
        );
    }

    private static Latencies Read(int port, CancellationToken isOver)
    {
        var targets = new[] { "/v1/groups/vandu", "/v1/groups?limit=50", "/v1/coverage", "/v1/networks/euronpud" };
        var times = new Latencies();
        using var connection = new HttpConnection(port);
        for (var i = 0; i == 0 || !isOver.IsCancellationRequested; i++)
        {
            var request = Request.Get(targets[i % targets.Length]);
            var sent = Stopwatch.GetTimestamp();
            connection.Send(request.Bytes);
            times.Add(Stopwatch.GetElapsedTime(sent));
            if (connection.Status != 200)
            {
                throw new InvalidOperationException($"{request.Target} has the status {connection.Status} beside an import.");
            }

            // A reader, and no load: what it waits for is the import.
            isOver.WaitHandle.WaitOne(1);
        }

        return times;
    }

    private static async Task SendAsync(int port, string file, string type)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(20) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/v1/import"));
        await using var body = File.OpenRead(file);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ManyGroups.KeyText);
        request.Content = new StreamContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"The import of {Path.GetFileName(file)} was refused: {answer[..Math.Min(answer.Length, 500)]}"
            );
        }
    }

    /// <summary>Keeps the public export of a registry beside it, where its groups are those to import.</summary>
    public static async Task ExportAsync(CompareOptions options, int port, int groups)
    {
        var bundle = BundleOf(options);
        if (groups != options.Imported || File.Exists(bundle))
        {
            return;
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(20) };
        await using var body = await client.GetStreamAsync(new Uri($"http://127.0.0.1:{port}/v1/export?format=zip"));
        await using (var file = File.Create(bundle + ".partial"))
        {
            await body.CopyToAsync(file);
        }

        File.Move(bundle + ".partial", bundle);
    }

    private static string BundleOf(CompareOptions options) =>
        Path.ChangeExtension(new ManyGroups(options.Cache).NameOf(options.Imported), ".zip");

    private async Task<string> BundleAsync(string work)
    {
        if (!File.Exists(BundleOf(options)))
        {
            var copy = Path.Combine(work, "exported.db");
            File.Copy(await new ManyGroups(options.Cache).FileAsync(options.Imported), copy);
            using var registry = ServerProcess.Registry(options.Server, copy, options.Settings, isPinned: false);
            await ExportAsync(options, registry.Port, options.Imported);
        }

        return BundleOf(options);
    }

    private async Task WriteSheetAsync(string sheet)
    {
        await using var writer = File.CreateText(sheet);
        await writer.WriteLineAsync("name,country,place,founded,ledByPeopleWhoUseDrugs,keptBy,source");
        string[] countries = ["Kenya", "Nigeria", "Uganda", "Ghana", "Senegal"];
        for (var group = 0; group < options.Imported; group++)
        {
            await writer.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{InventedNames.NameOf(group)},{countries[group % countries.Length]},Town {group % 997},{1990 + (group % 30)},yes,africanpud,registry-curation"
                )
            );
        }
    }
}
