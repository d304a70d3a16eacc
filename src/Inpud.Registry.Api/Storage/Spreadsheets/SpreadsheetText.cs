using System.Text;

namespace Inpud.Registry.Api.Storage.Spreadsheets;

/// <summary>Reads the bytes that a spreadsheet program saved as text: UTF-8 or UTF-16 where they say so, UTF-8 where they are, and else Windows-1252.</summary>
internal static class SpreadsheetText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static SpreadsheetText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Read(byte[] bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes.AsSpan(3)),
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes.AsSpan(2)),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2)),
            _ => ReadUnmarked(bytes),
        };

    private static string ReadUnmarked(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(1252).GetString(bytes);
        }
    }
}
