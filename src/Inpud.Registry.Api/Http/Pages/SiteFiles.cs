using System.Security.Cryptography;
using System.Text;

namespace Inpud.Registry.Api.Http.Pages;

/// <summary>A file of the pages. Its address has a checksum of it, so that a browser keeps it for a year and gets the file of another version at once.</summary>
internal sealed class SiteFile
{
    private readonly string name;
    private readonly string version;

    public SiteFile(string name, string contentType)
    {
        (this.name, ContentType) = (name, contentType);
        using var stream = typeof(SiteFile).Assembly.GetManifestResourceStream($"site/{name}")!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        Bytes = buffer.ToArray();
        version = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 6));
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    /// <summary>The path, as the program knows it.</summary>
    public string Path => $"/site/{version}/{name}";

    /// <summary>The whole address, for links of pages.</summary>
    public string Address => PublicAddress.Link(Path);
}

/// <summary>The files that pages are shown with. They are the same for everybody and hold nothing of the registry.</summary>
internal static class SiteFiles
{
    public static readonly SiteFile Style = new("site.css", "text/css; charset=utf-8");
    public static readonly SiteFile Icon = new("icon.svg", "image/svg+xml");

    /// <summary>What search engines may read: everything but the later pages of lists, of which there is no end.</summary>
    private static string Robots => $"User-agent: *\nDisallow: /*after=\n\nSitemap: {PublicAddress.Link("/sitemap.xml")}\n";

    /// <summary>Answers the addresses of the files. No browser asks again within a year; one that asks for another version's file gets none.</summary>
    public static void UseSiteFiles(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var path = context.Request.Path.Value;
                var file =
                    path == Style.Path ? Style
                    : path == Icon.Path ? Icon
                    : null;
                if (file is null && path != "/robots.txt")
                {
                    await next(context);
                    return;
                }

                if (FileMethods.IsRefusedAsNoGet(context))
                {
                    return;
                }

                if (file is null)
                {
                    context.Response.ContentType = "text/plain; charset=utf-8";
                    context.Response.Headers.CacheControl = "public, max-age=86400";
                    await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Robots), context.RequestAborted);
                    return;
                }

                context.Response.ContentType = file.ContentType;
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                context.Response.VaryBy("Accept-Encoding");
                await context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted);
            }
        );
}
