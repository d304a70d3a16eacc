using System.Text;

namespace Inpud.Registry.Benchmarks.Driving;

/// <summary>A request as its bytes on the wire, and the status of its answer.</summary>
internal sealed record Request(string Target, byte[] Bytes, int Status = 200)
{
    /// <summary>All servers of a run hear the same name, so that the addresses in their answers are the same.</summary>
    public const string Host = "registry.example";

    /// <summary>The length of the right answer; null where it is not known before.</summary>
    public int? Length { get; init; }

    public static Request Get(string target, string? tag = null) =>
        new(
            target,
            Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {Host}\r\n{(tag is null ? "" : $"If-None-Match: {tag}\r\n")}\r\n")
        )
        {
            Status = tag is null ? 200 : 304,
        };

    public static Request Post(string target, string body) =>
        new(
            target,
            Encoding.UTF8.GetBytes(
                $"POST {target} HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
            )
        );

    public static Request Patch(string target, string key, string tag, string body) =>
        new(
            target,
            Encoding.UTF8.GetBytes(
                $"PATCH {target} HTTP/1.1\r\nHost: {Host}\r\nAuthorization: Bearer {key}\r\nIf-Match: {tag}\r\nContent-Type: application/merge-patch+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
            )
        );
}
