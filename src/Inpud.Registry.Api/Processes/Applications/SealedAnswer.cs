using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage.Retries;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Keeps the answer to an application with an Idempotency-Key for a day, so that a repeated application makes no second one.</summary>
/// <remarks>
/// The answer has the link, which is a secret that the registry does not keep otherwise. So the answer is sealed: what opens it is made of the Idempotency-Key, of which only a hash is kept,
/// and of the body. Whoever has the file cannot open it, and whoever guesses an Idempotency-Key needs the very body, too.
/// </remarks>
internal static class SealedAnswer
{
    /// <summary>All applicants share this name in the place of a steward's key.</summary>
    private const string Applicant = AnsweredWritesSql.Applicant;

    private static readonly byte[] Purpose = "an application's answer"u8.ToArray();

    /// <summary>The first answer; null where there is none. It throws where the Idempotency-Key came with another application.</summary>
    public static async Task<ReceivedApplication?> FindOrNullAsync(WriteSession write, string idempotencyKey, string requestHash) =>
        await Write.FirstAnswerOrNullAsync(write, Applicant, IdOf(idempotencyKey), requestHash) is { } first
            ? JsonSerializer.Deserialize<ReceivedApplication>(Open(first.Body, idempotencyKey, requestHash), RegistryJson.Options)
            : null;

    public static Task AddAsync(WriteSession write, string idempotencyKey, string requestHash, ReceivedApplication answer) =>
        AnsweredWritesSql.AddAsync(
            write,
            Applicant,
            IdOf(idempotencyKey),
            new AnsweredWrite
            {
                RequestHash = requestHash,
                Status = StatusCodes.Status201Created,
                Body = Seal(JsonSerializer.SerializeToUtf8Bytes(answer, RegistryJson.Options), idempotencyKey, requestHash),
                // The link is the location, and the tag is the application's own: both are in the body.
                Etag = "",
                Location = null,
            }
        );

    private static string IdOf(string idempotencyKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)));

    private static string Seal(byte[] text, string idempotencyKey, string requestHash)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (tag, closed) = (new byte[AesGcm.TagByteSizes.MaxSize], new byte[text.Length]);
        using var cipher = CipherOf(idempotencyKey, requestHash);
        cipher.Encrypt(nonce, text, closed, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. closed]);
    }

    private static byte[] Open(string closed, string idempotencyKey, string requestHash)
    {
        var bytes = Convert.FromBase64String(closed).AsSpan();
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var text = new byte[bytes.Length - nonce - tag];
        using var cipher = CipherOf(idempotencyKey, requestHash);
        cipher.Decrypt(bytes[..nonce], bytes[(nonce + tag)..], bytes.Slice(nonce, tag), text);
        return text;
    }

    private static AesGcm CipherOf(string idempotencyKey, string requestHash) =>
        new(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                Encoding.UTF8.GetBytes(idempotencyKey),
                outputLength: 32,
                salt: Encoding.UTF8.GetBytes(requestHash),
                info: Purpose
            ),
            AesGcm.TagByteSizes.MaxSize
        );
}
