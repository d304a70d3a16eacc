using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>
/// Gives a problem to requests that the server refuses before any of our code runs: a NUL in the path, a wrong Host header, an address or headers beyond the server's limits. The server itself
/// answers with a bare status. It tells of each refusal through its diagnostics, and this class puts a whole answer in the bare one's place. Larger limits with a check of our own were rejected:
/// they only move the bare answer further out, and no limit is about a NUL or a Host.
/// </summary>
internal static class ServerRefusals
{
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>Has every connection write through a <see cref="RefusalWriter"/>.</summary>
    public static void ExplainRefusals(this KestrelServerOptions kestrel) =>
        kestrel.ConfigureEndpointDefaults(endpoint =>
            endpoint.Use(next =>
                async connection =>
                {
                    var transport = connection.Transport;
                    var output = new RefusalWriter(transport.Output);
                    connection.Features.Set(output);
                    connection.Transport = new Pipes(transport.Input, output);
                    try
                    {
                        await next(connection);
                    }
                    finally
                    {
                        connection.Transport = transport;
                    }
                }
            )
        );

    /// <summary>Listens to the server's refusals, as long as the service lives.</summary>
    public static void WatchRefusals(this IServiceProvider services) =>
        services
            .GetRequiredService<DiagnosticListener>()
            .Subscribe(
                new Watcher(services.GetRequiredService<TimeProvider>(), services.GetRequiredService<PublicAddress>().Path),
                static name => name == Refused
            );

    private static byte[]? AnswerOrNull(IFeatureCollection features, TimeProvider clock, string path)
    {
        var response = features.Get<IHttpResponseFeature>();
        // The status alone reaches a client of TLS, since this writer stands below the encryption.
        if (
            response is not { HasStarted: false }
            || features.Get<ITlsHandshakeFeature>() is not null
            || features.Get<IBadRequestExceptionFeature>()?.Error is not Microsoft.AspNetCore.Http.BadHttpRequestException refusal
            || ProblemKind.FindByStatusOrNull(refusal.StatusCode) is not { } kind
        )
        {
            return null;
        }

        var problem = ProblemWriter.Describe(
            kind,
            detail: null,
            [],
            $"{path}/problems/{kind.Code}",
            instance: "",
            ActivityTraceId.CreateRandom().ToHexString()
        );
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, RegistryJson.Options);
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {kind.Status} {ReasonPhrases.GetReasonPhrase(kind.Status)}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Type: {ProblemWriter.ContentType}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {clock.GetUtcNow():R}\r\n")
            .Append("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n");
        if (response.Headers.Allow.Count > 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Allow: {response.Headers.Allow}\r\n");
        }

        // Where the first line itself is refused, the server does not know the method. The connection closes behind the answer, so that its body is taken for nothing else.
        var isHead = HttpMethods.IsHead(features.Get<IHttpRequestFeature>()?.Method ?? "");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. isHead ? [] : body];
    }

    private sealed class Watcher(TimeProvider clock, string path) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Value is IFeatureCollection features
                && features.Get<RefusalWriter>() is { } output
                && AnswerOrNull(features, clock, path) is { } answer
            )
            {
                output.AnswerInstead(answer);
            }
        }

        public void OnCompleted()
        {
            // The service has stopped.
        }

        public void OnError(Exception error)
        {
            // The server's diagnostics report no errors.
        }
    }

    private sealed record Pipes(System.IO.Pipelines.PipeReader Input, System.IO.Pipelines.PipeWriter Output)
        : System.IO.Pipelines.IDuplexPipe;
}
