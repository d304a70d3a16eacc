using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that can show a steward records as their keepers keep them. The registry notes the read before it answers.</summary>
internal interface IShowsRecords
{
    /// <summary>The records that it shows; empty where it shows what everybody may see.</summary>
    IEnumerable<ShownRecord> Shown { get; }
}

/// <summary>Notes which records an answer shows to whom, before the first byte of the answer goes. Where it cannot, nobody gets the answer.</summary>
/// <remarks>
/// The answers say what they show, and the one writer of answers notes it. A call in each operation was rejected: a new operation forgets it, and shows its records unnoted.
/// </remarks>
internal static class NotedReads
{
    /// <summary>Writes the notes, and returns once they are on the disk.</summary>
    public delegate Task Note(Key reader, string operation, IEnumerable<ShownRecord> shown, CancellationToken ct);

    /// <summary>Notes what the answer shows, where it shows records to a steward.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="written">A sentence on what the request wrote, for the case that there is no answer; null where it wrote nothing.</param>
    public static Task NoteAsync(HttpContext context, object? answer, CancellationToken ct, string? written = null) =>
        answer is IShowsRecords shows && Steward.OfOrNull(context) is { } steward && shows.Shown.Any()
            ? NoteAsync(context, steward, shows.Shown, written, ct)
            : Task.CompletedTask;

    private static async Task NoteAsync(
        HttpContext context,
        Steward steward,
        IEnumerable<ShownRecord> shown,
        string? written,
        CancellationToken ct
    )
    {
        var operation = context.GetEndpoint()!.Metadata.GetRequiredMetadata<EndpointDefinition>().EndpointType.Name;
        try
        {
            await context.RequestServices.GetRequiredService<Note>()(steward.Key, NameOf(operation), shown, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(NotedReads));
            Failure.Log(log, context, e);
            throw new ProblemException(
                ProblemKind.DatabaseUnavailable,
                $"The registry shows no private record without a note of the read, and cannot write the note at the moment. {written ?? "Nothing was written."} Try again later, or tell whoever runs the service."
            );
        }
    }

    /// <summary>The name that the contract has for the operation.</summary>
    private static string NameOf(string endpoint) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(endpoint);
}
