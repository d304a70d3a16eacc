using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>When the public registry last changed, as of the start of a request, and in which epoch.</summary>
internal sealed record LastModified(DateTimeOffset At, AnswerEpoch Epoch)
{
    /// <summary>The latest public change.</summary>
    public delegate Task<LastModified> LatestPublicChange(CancellationToken ct);

    /// <summary>Notes the time before the endpoint reads. A change in between makes the header too old, which is safe, and never too new.</summary>
    public static async Task NoteAsync(HttpContext context, EndpointDefinition operation)
    {
        if (!IsOfTheRegistry(operation))
        {
            return;
        }

        var latest = await context.RequestServices.GetRequiredService<LatestPublicChange>()(context.RequestAborted);
        var dependsOnToday = IsPage(operation) || typeof(IDated).IsAssignableFrom(operation.ReqDtoType);
        // This also holds for a question about another day: a consent that runs out removes its group from every answer.
        if (dependsOnToday)
        {
            var since = WorldDay.At(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).Since;
            latest = latest with { At = latest.At < since ? since : latest.At };
        }

        context.Features.Set(latest);
    }

    /// <summary>Whether the answers of an operation are of the registry, and not of the program.</summary>
    public static bool IsOfTheRegistry(EndpointDefinition operation) =>
        IsPage(operation) || operation.Routes!.Any(route => route.StartsWith("/v1/", StringComparison.Ordinal));

    private static bool IsPage(EndpointDefinition operation) => typeof(IOfTheRegistry).IsAssignableFrom(operation.ResDtoType);
}
