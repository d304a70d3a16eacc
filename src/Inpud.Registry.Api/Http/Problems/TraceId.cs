using System.Diagnostics;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>The name of a request, in its problem answer and in the log. It is random: the server's own name counts connections and requests, and so tells how busy the registry is.</summary>
internal static class TraceId
{
    private sealed record Drawn;

    /// <summary>The same text each time that one request asks. It has the form of a trace id of the W3C.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Features.Get<Drawn>() is null)
        {
            context.Features.Set(new Drawn());
            context.TraceIdentifier = ActivityTraceId.CreateRandom().ToHexString();
        }

        return context.TraceIdentifier;
    }
}
