using UtfUnknown;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>Guesses the charset of a file, for a proposal. The import itself never takes a guess for an answer.</summary>
internal static class LikelyCharset
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Of so many letters of Cyrillic or Arabic at least one is a space, a digit or a separator, which has a zero byte. Stray zeroes are fewer.</summary>
    private const int FewZeroes = 50;
    private const float LeastConfidence = 0.6f;

    /// <summary>How to send the file instead.</summary>
    public static string Proposal(Stream file) =>
        (WithZeroesOrNull(file) ?? DetectedOrNull(file)) is { } name
            ? $"It reads as {name}: name that charset (charset={name} in the Content-Type, --charset on the command line), or save the file as CSV UTF-8."
            : "Save it as CSV UTF-8, or as a workbook (.xlsx, .ods), or name its charset (charset=… in the Content-Type, --charset on the command line).";

    /// <summary>UTF-16 without its mark: most of every second byte is zero. Null where the file has none, or hardly any, among its first bytes.</summary>
    public static string? WithZeroesOrNull(Stream file)
    {
        var start = StartOf(file);
        var even = start.Where((_, i) => i % 2 == 0).Count(one => one == 0);
        var odd = start.Where((_, i) => i % 2 == 1).Count(one => one == 0);
        return even + odd <= start.Length / FewZeroes ? null
            : odd >= even ? "utf-16"
            : "utf-16BE";
    }

    private static string? DetectedOrNull(Stream file)
    {
        var found = CharsetDetector.DetectFromBytes(StartOf(file)).Detected;
        return found is null || found.Confidence < LeastConfidence || found.Encoding is null ? null
            // Windows-1252 has all letters of Latin-1, and is what programs mean that say Latin-1.
            : found.EncodingName is "iso-8859-1" ? "windows-1252"
            : found.EncodingName;
    }

    private static byte[] StartOf(Stream file)
    {
        file.Position = 0;
        var bytes = new byte[MostBytes];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
