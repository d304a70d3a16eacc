using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Api;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Domain.Provenance;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Benchmarks;

/// <summary>
/// How much memory the service holds while it gives away a registry with 100,000 groups, in each form: the peak of the process, against a limit of 300 MB. The registry is filled by a
/// process of its own, whose memory does not count.
/// </summary>
internal static class ExportMemory
{
    private const int Groups = 100_000;
    private const long LimitMegabytes = 300;

    public static async Task<int> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("registry-memory-").FullName;
        try
        {
            var file = Path.Combine(folder, "registry.db");
            using (var filling = Process.Start(Environment.ProcessPath!, ["memory-fill", file])!)
            {
                await filling.WaitForExitAsync();
                if (filling.ExitCode != 0)
                {
                    return filling.ExitCode;
                }
            }

            await using var registry = await StartAsync(file);
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            foreach (var form in new[] { "zip", "ndjson", "sqlite" })
            {
                var clock = Stopwatch.StartNew();
                await using var body = await client.GetStreamAsync(new Uri($"{registry.Urls.First()}/v1/export?format={form}"));
                var buffer = new byte[64 * 1024];
                long bytes = 0;
                for (int read; (read = await body.ReadAsync(buffer)) > 0; )
                {
                    bytes += read;
                }

                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{form, -7} {bytes / 1_000_000d, 7:F1} MB in {clock.Elapsed.TotalSeconds, 5:F1} s"
                    )
                );
            }

            using var self = Process.GetCurrentProcess();
            var peak = self.PeakWorkingSet64 / 1_000_000;
            Console.WriteLine($"The process held at most {peak} MB; the limit is {LimitMegabytes} MB.");
            return peak <= LimitMegabytes ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> FillAsync(string file)
    {
        await using var registry = await StartAsync(file);
        await using var write = await registry.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        for (var i = 0; i < Groups; i++)
        {
            var row = new
            {
                id = $"group-{i}",
                name = $"Group number {i}",
                key = $"group-number-{i}",
            };
            await write.ExecuteAsync(
                """
                insert into groups (
                    id, name, name_key, country, visibility, visibility_basis, period, possible_from, possible_to, certain_from, certain_to, source_id, led_by_people_who_use_drugs
                ) values (
                    @id, @name, @key, 'FR', 'public', 'A benchmark.', '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'registry-curation', 1
                )
                """,
                row
            );
            await write.ExecuteAsync(
                """
                insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
                values ('m-' || @id, 'euronpud', @id, '2013/..', '2013-01-01', '9999-12-31', '2013-12-31', '9999-12-31', 'registry-curation')
                """,
                row
            );
        }

        await registry.Services.GetRequiredService<PublicLog>().NoteAllAsync(write);
        await write.RecordAsync(new Change(write.Now, "benchmark", "change", "groups", "group-0", null, null, "A benchmark."));
        await write.CommitAsync(CancellationToken.None);
        return 0;
    }

    private static async Task<WebApplication> StartAsync(string file)
    {
        var registry = RegistryApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            $"--Registry:Database=Data Source={file}",
            "--Logging:LogLevel:Default=None",
        ]);
        await RegistryService.PrepareDatabaseAsync(registry.Services, CancellationToken.None);
        await registry.StartAsync();
        return registry;
    }
}
