using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>
/// The place of the base image of the container, on this machine: a registry of images that can only be read. The base that a release takes is fetched from elsewhere, and a test must not depend on
/// that. Ours has what the service relies on: a user without rights, and a home that belongs to it.
/// </summary>
internal sealed class BaseImage : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly Dictionary<string, byte[]> blobs = [];
    private readonly byte[] manifest;
    private readonly WebApplication app;

    public BaseImage()
    {
        var (layer, unpacked) = MakeLayer();
        var config = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                architecture = "amd64",
                os = "linux",
                config = new { Env = new[] { "PATH=/usr/local/bin:/usr/bin" }, User = "1654" },
                rootfs = new { type = "layers", diff_ids = new[] { Digest(unpacked) } },
                history = new[] { new { created_by = "a test" } },
            }
        );
        manifest = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                schemaVersion = 2,
                mediaType = ManifestType,
                config = Descriptor("application/vnd.oci.image.config.v1+json", config),
                layers = new[] { Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer) },
            }
        );
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/v2/", () => "");
        app.MapGet("/v2/base/manifests/{reference}", () => Results.Bytes(manifest, ManifestType));
        app.MapGet(
            "/v2/base/blobs/{digest}",
            (string digest) => blobs.TryGetValue(digest, out var bytes) ? Results.Bytes(bytes) : Results.NotFound()
        );
    }

    /// <summary>The digest of its one layer, unpacked, as each image on top of it names it.</summary>
    public string Layer => JsonDocument.Parse(manifest).RootElement.GetProperty("layers")[0].GetProperty("digest").GetString()!;

    /// <summary>Its name for whoever builds on top of it.</summary>
    public string Name => $"localhost:{new Uri(app.Urls.Single()).Port}/base:1";

    public Task StartAsync() => app.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private object Descriptor(string mediaType, byte[] bytes)
    {
        blobs[Digest(bytes)] = bytes;
        return new
        {
            mediaType,
            digest = Digest(bytes),
            size = bytes.Length,
        };
    }

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static (byte[] Layer, byte[] Unpacked) MakeLayer()
    {
        using var unpacked = new MemoryStream();
        using (var tar = new TarWriter(unpacked, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "home/") { Mode = (UnixFileMode)0b111_101_101 });
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.Directory, "home/app/")
                {
                    Mode = (UnixFileMode)0b111_000_000,
                    Uid = 1654,
                    Gid = 1654,
                }
            );
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(unpacked.ToArray());
        }

        return (packed.ToArray(), unpacked.ToArray());
    }
}
