using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Retries;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>The record that a write made, and how the operation answers.</summary>
/// <param name="Status">201 for a new record, 200 for a changed one.</param>
/// <param name="Record">The record as it is now.</param>
/// <param name="Location">Where a new record is read; null for a changed one.</param>
internal sealed record Written<T>(int Status, T Record, string? Location)
    where T : class
{
    /// <summary>Whether the record is new. Its dry run shows a steward what the request states, and nothing that the registry keeps.</summary>
    public bool IsNew { get; init; }
}

/// <summary>Runs every write in one transaction, and keeps its answer for a retry. A dry run does everything except the commit.</summary>
internal static class Write
{
    /// <param name="context">The request.</param>
    /// <param name="database">The database that is written.</param>
    /// <param name="request">The parameters of the write.</param>
    /// <param name="body">The body. Two requests are the same where they have the same address and the same body.</param>
    /// <param name="act">Loads the facts, checks the rules, writes rows and the change.</param>
    /// <param name="ct">Ends the wait for the database.</param>
    public static async Task RunAsync<T>(
        HttpContext context,
        Database database,
        WriteRequest request,
        object body,
        Func<WriteSession, Steward, Task<Written<T>>> act,
        CancellationToken ct
    )
        where T : class
    {
        var (answer, shown) = await WriteAsync(Steward.Of(context), HashOf(context, body), database, request, act, ct);
        await NotedReads.NoteAsync(context, shown, ct);
        await AnswerAsync(context, answer, ct);
    }

    /// <summary>Writes, and ends the session before anything is answered: a client that does not read its answer would else hold up every other writer.</summary>
    /// <returns>
    /// The answer, and what a note is due for: a dry run shows a record and leaves no change in its history. A write leaves one, and so did the write whose answer a retry gets again.
    /// </returns>
    private static async Task<(AnsweredWrite Answer, T? Shown)> WriteAsync<T>(
        Steward steward,
        string hash,
        Database database,
        WriteRequest request,
        Func<WriteSession, Steward, Task<Written<T>>> act,
        CancellationToken ct
    )
        where T : class
    {
        await using var write = await database.WriteAsync(ct);
        if (request.IdempotencyKey is { } repeated && await FirstAnswerOrNullAsync(write, steward.Key.Id, repeated, hash) is { } first)
        {
            return (first, null);
        }

        var written = await ActAsync(database, () => act(write, steward));
        var body = JsonSerializer.Serialize(written.Record, RegistryJson.Options);
        var answer = new AnsweredWrite
        {
            RequestHash = hash,
            Status = written.Status,
            Body = body,
            Etag = RecordTag.OfJson(body),
            Location = written.Location,
        };
        if (request.DryRun == "true")
        {
            // The session is disposed without a commit, and leaves nothing. The answer tells what would have happened.
            return (answer with { Status = StatusCodes.Status200OK, Location = null }, written.IsNew ? null : written.Record);
        }

        if (request.IdempotencyKey is { } key)
        {
            await AnsweredWritesSql.AddAsync(write, steward.Key.Id, key, answer);
        }

        await write.CommitAsync(ct);
        return (answer, null);
    }

    /// <summary>What was answered to the same request before; null where nothing was. It throws where another request had the Idempotency-Key.</summary>
    public static async Task<AnsweredWrite?> FirstAnswerOrNullAsync(WriteSession write, string keyId, string idempotencyKey, string hash) =>
        await AnsweredWritesSql.FindOrNullAsync(write, keyId, idempotencyKey) is not { } first ? null
        : first.RequestHash == hash ? first
        : throw new ProblemException(
            ProblemKind.IdempotencyKeyReused,
            "The Idempotency-Key was sent with another request before. Send a new one."
        );

    /// <summary>Answers with a conflict where a constraint refuses what the rules allow. Then the rules have a defect, which the caller cannot mend.</summary>
    private static async Task<Written<T>> ActAsync<T>(Database database, Func<Task<Written<T>>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (DbException e) when (database.IsBrokenConstraint(e))
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                "Another record is in the way of this one. Read the records that it names, and send a request that fits beside them."
            );
        }
    }

    /// <summary>Answers a write that no steward sent.</summary>
    /// <param name="context">The request.</param>
    /// <param name="written">What was written.</param>
    /// <param name="tag">The ETag of the record at the location, where the answer holds more than that record.</param>
    /// <param name="ct">Ends the answer.</param>
    public static Task AnswerAsync<T>(HttpContext context, Written<T> written, string? tag, CancellationToken ct)
        where T : class =>
        AnswerAsync(
            context,
            new AnsweredWrite
            {
                Status = written.Status,
                Body = JsonSerializer.Serialize(written.Record, RegistryJson.Options),
                Etag = tag ?? RecordTag.Of(written.Record),
                Location = written.Location,
            },
            ct
        );

    private static async Task AnswerAsync(HttpContext context, AnsweredWrite answer, CancellationToken ct)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = answer.Etag;
        if (answer.Location is not null)
        {
            response.Headers.Location = PublicAddress.Reference(answer.Location);
        }

        await response.WriteAsync(answer.Body, ct);
    }

    /// <summary>The hash of a request. Two requests are the same where they have the same address and the same body.</summary>
    public static string HashOf(HttpContext context, object body)
    {
        var text =
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {JsonSerializer.Serialize(body, body.GetType(), RegistryJson.Options)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
