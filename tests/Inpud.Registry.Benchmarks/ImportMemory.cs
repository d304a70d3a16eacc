using System.Net.Http.Headers;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Keys;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Stewards;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Benchmarks;

/// <summary>Imports a large registry over HTTP, as the bundle that the export made and as a spreadsheet. Then it checks one.</summary>
internal static class ImportMemory
{
    public static async Task BundleAsync(string folder)
    {
        await using var registry = await LargeRegistry.StartAsync(Path.Combine(folder, "from-bundle.db"));
        await using var body = File.OpenRead(Path.Combine(folder, "large.zip"));
        await SendAsync(registry, body, "application/zip");
    }

    public static async Task SpreadsheetAsync(string folder)
    {
        var sheet = Path.Combine(folder, "large.csv");
        await using (var writer = File.CreateText(sheet))
        {
            await writer.WriteLineAsync("name,country,place,founded,ledByPeopleWhoUseDrugs,keptBy,source");
            for (var i = 0; i < Memory.Groups; i++)
            {
                await writer.WriteLineAsync($"Group number {i},Kenya,Nairobi,2012,yes,africanpud,registry-curation");
            }
        }

        await using var registry = await LargeRegistry.StartAsync(Path.Combine(folder, "from-spreadsheet.db"));
        await using var body = File.OpenRead(sheet);
        await SendAsync(registry, body, "text/csv");
    }

    public static async Task VerifyAsync(string folder)
    {
        await using var registry = await LargeRegistry.StartAsync(Path.Combine(folder, "from-bundle.db"));
        var problems = await registry.Services.GetRequiredService<Verification>().ProblemsAsync(IWork.Silent, CancellationToken.None);
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(problems[0]);
        }
    }

    private static async Task SendAsync(WebApplication registry, Stream body, string type)
    {
        var key = KeyText.Of(new byte[KeyText.RandomBytes]);
        await using (var write = await registry.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            var kept = new Key("k-1", "A benchmark", new StewardScopes([StewardScopes.Registry]), write.Now, null, null);
            await KeysSql.AddAsync(write, kept, KeyText.Hash(key));
            await write.CommitAsync(CancellationToken.None);
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{registry.Urls.First()}/v1/import"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new StreamContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var answer = await response.Content.ReadAsStreamAsync();
        var start = new byte[200];
        var read = await answer.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
        Console.WriteLine("  " + System.Text.Encoding.UTF8.GetString(start, 0, read).ReplaceLineEndings(" "));
        await answer.CopyToAsync(Stream.Null);
        response.EnsureSuccessStatusCode();
    }
}
