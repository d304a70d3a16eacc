using System.Text;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>
/// Decodes a file that a spreadsheet program saved as text. A byte order mark decides between UTF-8 and UTF-16. A file without one is read as UTF-8 where it is valid UTF-8, and
/// otherwise as Windows-1252.
/// </summary>
internal static class SpreadsheetText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    static SpreadsheetText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text of a file, from its beginning.</summary>
    /// <exception cref="StorageException">The file is not in the encoding that its byte order mark names.</exception>
    public static StreamReader Open(Stream file)
    {
        var marked = new[] { Utf8, Utf16, Utf16BigEndian }.FirstOrDefault(encoding => IsMarked(file, encoding));
        var isWhole = IsIn(file, marked ?? Utf8);
        if (marked is not null && !isWhole)
        {
            throw new StorageException(
                $"Line {LineThatIsNotIn(file, marked)}: the file says that it is {marked.WebName}, and this line is not. Save it anew as UTF-8."
            );
        }

        return Read(file, marked ?? (isWhole ? Utf8 : Encoding.GetEncoding(1252)));
    }

    private static bool IsMarked(Stream file, Encoding encoding)
    {
        var mark = encoding.Preamble;
        Span<byte> start = stackalloc byte[mark.Length];
        file.Position = 0;
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == mark.Length && start.SequenceEqual(mark);
    }

    private static bool IsIn(Stream file, Encoding encoding)
    {
        using var reader = Read(file, encoding);
        var some = new char[16 * 1024];
        try
        {
            while (reader.Read(some) > 0)
            {
                // The text is valid up to here.
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The first line that is not in the encoding. It decodes byte by byte: a reader of larger blocks fails before it returns the valid lines of a block.</summary>
    private static int LineThatIsNotIn(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        Span<char> letters = stackalloc char[4];
        var line = 1;
        try
        {
            for (int next; (next = file.ReadByte()) >= 0; )
            {
                var count = decoder.GetChars([(byte)next], letters, flush: false);
                line += letters[..count].Count('\n');
            }
        }
        catch (DecoderFallbackException)
        {
            // The current line is the wrong one.
        }

        return line;
    }

    private static StreamReader Read(Stream file, Encoding encoding)
    {
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }
}
