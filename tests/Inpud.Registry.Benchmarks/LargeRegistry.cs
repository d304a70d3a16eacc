using Inpud.Registry.Api;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Benchmarks;

/// <summary>A registry with 100,000 public groups, each a member of a network.</summary>
internal static class LargeRegistry
{
    public static string FileIn(string folder) => Path.Combine(folder, "large.db");

    public static async Task FillAsync(string folder)
    {
        await using var registry = await StartAsync(FileIn(folder));
        await using var write = await registry.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        for (var i = 0; i < Memory.Groups; i++)
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
    }

    public static async Task<WebApplication> StartAsync(string file, Action<IServiceCollection>? adjust = null)
    {
        var registry = RegistryApp.Build(
            ["--urls", "http://127.0.0.1:0", $"--Registry:Database=Data Source={file}", "--Logging:LogLevel:Default=None"],
            adjust
        );
        await RegistryService.PrepareDatabaseAsync(registry.Services, CancellationToken.None);
        await registry.StartAsync();
        return registry;
    }
}
