using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Retries;

/// <summary>Keeps the answers to writes with an Idempotency-Key.</summary>
internal sealed record AnsweredWrite
{
    public string RequestHash { get; init; } = "";
    public int Status { get; init; }
    public string Body { get; init; } = "";
    public string Etag { get; init; } = "";
    public string? Location { get; init; }
}

internal static class AnsweredWritesSql
{
    public static Task<AnsweredWrite?> FindOrNullAsync(WriteSession write, string keyId, string idempotencyKey) =>
        write.FindOrNullAsync<AnsweredWrite>(
            "select * from answered_writes where key_id = @keyId and idempotency_key = @idempotencyKey",
            new { keyId, idempotencyKey }
        );

    /// <summary>Keeps an answer for a week. No client retries for longer, and an answer can contain private data.</summary>
    public static async Task AddAsync(WriteSession write, string keyId, string idempotencyKey, AnsweredWrite answer)
    {
        await write.ExecuteAsync("delete from answered_writes where at < @before", new { before = Instant.Text(write.Now.AddDays(-7)) });
        await write.ExecuteAsync(
            """
            insert into answered_writes (key_id, idempotency_key, request_hash, status, body, etag, location, at)
            values (@keyId, @idempotencyKey, @RequestHash, @Status, @Body, @Etag, @Location, @at)
            """,
            new
            {
                keyId,
                idempotencyKey,
                answer.RequestHash,
                answer.Status,
                answer.Body,
                answer.Etag,
                answer.Location,
                at = Instant.Text(write.Now),
            }
        );
    }
}
