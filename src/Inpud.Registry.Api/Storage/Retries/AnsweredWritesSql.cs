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

/// <summary>An answer is kept for a week, and an applicant's for a day. No client retries for longer, and an answer can contain private data.</summary>
internal static class AnsweredWritesSql
{
    /// <summary>Stands in the place of a key's id in the answers to applicants, who have none.</summary>
    public const string Applicant = "applicant";

    /// <summary>A row for which one of these conditions holds is kept no longer, or would not be if the next write had come already.</summary>
    private static readonly string[] Expired = ["at < @week", "key_id = @Applicant and at < @day"];

    public static Task<AnsweredWrite?> FindOrNullAsync(WriteSession write, string keyId, string idempotencyKey) =>
        write.FindOrNullAsync<AnsweredWrite>(
            $"select * from answered_writes where key_id = @keyId and idempotency_key = @idempotencyKey and not ({string.Join(" or ", Expired)})",
            new
            {
                keyId,
                idempotencyKey,
                Applicant,
                week = Instant.Text(write.Now.AddDays(-7)),
                day = Instant.Text(write.Now.AddDays(-1)),
            }
        );

    /// <summary>Deletes the answers that are kept no longer. The next answer that is kept does so, and the day's settling.</summary>
    public static async Task DeleteExpiredAsync(WriteSession write)
    {
        // One statement for both conditions would go through all answers.
        foreach (var condition in Expired)
        {
            await write.ExecuteAsync(
                $"delete from answered_writes where {condition}",
                new
                {
                    Applicant,
                    week = Instant.Text(write.Now.AddDays(-7)),
                    day = Instant.Text(write.Now.AddDays(-1)),
                }
            );
        }
    }

    public static async Task AddAsync(WriteSession write, string keyId, string idempotencyKey, AnsweredWrite answer)
    {
        await DeleteExpiredAsync(write);
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
