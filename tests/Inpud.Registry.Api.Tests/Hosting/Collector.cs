using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Imitates an OpenTelemetry collector. It keeps what it is sent as it is: the texts in it can be read without knowing the format.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, string> sent = new(StringComparer.Ordinal);

    private Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>All that came to an address, such as /v1/traces.</summary>
    public string SentTo(string path)
    {
        lock (sent)
        {
            return sent.GetValueOrDefault(path, "");
        }
    }

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.Run(collector.KeepAsync);
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (sent)
        {
            sent[context.Request.Path] = sent.GetValueOrDefault(context.Request.Path, "") + Encoding.UTF8.GetString(body.ToArray());
        }
    }
}
