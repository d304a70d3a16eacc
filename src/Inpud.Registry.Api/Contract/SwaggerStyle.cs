using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Contract;

/// <summary>The style sheet that makes Swagger UI fit a phone. The page's policy takes styles from the program alone.</summary>
internal static class SwaggerStyle
{
    public const string Name = "registry.css";

    private static readonly Lazy<byte[]> Bytes = new(() =>
    {
        using var stream = typeof(SwaggerStyle).Assembly.GetManifestResourceStream(Name)!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    });

    /// <summary>Answers <c>/swagger/registry.css</c>; false for any other address.</summary>
    public static async Task<bool> TryServeAsync(HttpContext context)
    {
        if (context.Request.Path != $"/swagger/{Name}")
        {
            return false;
        }

        await AnswerWriter.WriteBytesAsync(context, Bytes.Value, "text/css; charset=utf-8");
        return true;
    }
}
