using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>Limit A: bare Kestrel that sends the same bytes and headers from memory.</summary>
internal static class MemoryLimit
{
    public const string Name = "memory";

    public static Task ServeAsync(string answers, string port)
    {
        var stored = StoredAnswer
            .Read(answers)
            .ToDictionary(
                answer => answer.Target,
                answer =>
                    (
                        answer.Body,
                        answer.Tag,
                        Headers: answer.Headers.Select(header => (header.Key, new StringValues(header.Value))).ToArray()
                    )
            );
        return BareKestrel.ServeAsync(
            port,
            context =>
            {
                var (body, tag, headers) = stored[BareKestrel.TargetOf(context)];
                var response = context.Response;
                foreach (var (name, value) in headers)
                {
                    response.Headers[name] = value;
                }

                if (context.Request.Headers.IfNoneMatch == tag)
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return Task.CompletedTask;
                }

                response.ContentLength = body.Length;
                return response.Body.WriteAsync(body, 0, body.Length);
            }
        );
    }
}
