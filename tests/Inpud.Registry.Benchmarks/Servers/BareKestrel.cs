using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>Kestrel with one handler and nothing else: no routing, no log, no middleware.</summary>
internal static class BareKestrel
{
    public static async Task ServeAsync(string port, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.ListenLocalhost(int.Parse(port, CultureInfo.InvariantCulture));
            });
        await using var app = builder.Build();
        app.Run(context => context.Request.Path == "/" ? Task.CompletedTask : handler(context));
        await app.RunAsync();
    }

    /// <summary>The target as the client wrote it.</summary>
    public static string TargetOf(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
