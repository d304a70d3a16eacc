using System.Text;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>
/// Finds the encoding of a file that a spreadsheet program saved as text: a byte order mark names it, or whoever sends the file does, or it is UTF-8. Anything else is refused: a wrong
/// guess makes wrong names, and nobody sees it.
/// </summary>
internal static class SpreadsheetText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <param name="file">The file.</param>
    /// <param name="charset">The charset that whoever sends it names; null where nobody does.</param>
    /// <exception cref="StorageException">The file is in another encoding than it, or whoever sends it, says; or nothing says which; the message proposes one.</exception>
    public static Encoding EncodingOf(Stream file, string? charset)
    {
        var said = Charsets.FindOrNull(charset);
        if (new[] { Utf8, Utf16, Utf16BigEndian }.FirstOrDefault(encoding => IsMarked(file, encoding)) is { } marked)
        {
            if (said is not null && !IsSame(said, marked))
            {
                throw new StorageException(
                    $"The charset is said to be {said.WebName}, and the file begins with the byte order mark of {marked.WebName}. Leave the charset out."
                );
            }

            return IsIn(file, marked)
                ? marked
                : throw new StorageException(
                    $"Line {LineThatIsNotIn(file, marked)}: the file says that it is {marked.WebName}, and this line is not. Save it anew as UTF-8."
                );
        }

        if (said is not null)
        {
            Check(file, said);
            return said;
        }

        // A zero byte is valid UTF-8, and means in a table that its letters have two bytes each.
        return IsIn(file, Utf8) && LikelyCharset.WithZeroesOrNull(file) is null
            ? Utf8
            : throw new StorageException(
                $"Line {LineThatIsNotIn(file, Utf8)}: the file is not UTF-8, and nothing says what it is. {LikelyCharset.Proposal(file)}"
            );
    }

    /// <summary>The text of a file, from its beginning.</summary>
    public static StreamReader Read(Stream file, Encoding encoding)
    {
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }

    private static void Check(Stream file, Encoding said)
    {
        if (!IsIn(file, said))
        {
            throw new StorageException(
                $"Line {LineThatIsNotIn(file, said)}: the charset is said to be {said.WebName}, and this line is not. {LikelyCharset.Proposal(file)}"
            );
        }

        // Every row of bytes is valid in a charset of one byte a letter. Text that is UTF-8 beyond ASCII is hardly ever anything else.
        if (said.IsSingleByte && !IsAscii(file) && IsIn(file, Utf8))
        {
            throw new StorageException(
                $"The charset is said to be {said.WebName}, and the file is UTF-8. Leave the charset out, or write charset=utf-8."
            );
        }

        if (LikelyCharset.WithZeroesOrNull(file) is { } wide && !IsSame(said, Encoding.GetEncoding(wide)))
        {
            throw new StorageException($"The charset is said to be {said.WebName}, and the file is {wide}. Write charset={wide}.");
        }
    }

    private static bool IsSame(Encoding said, Encoding marked) => said.CodePage == marked.CodePage;

    private static bool IsAscii(Stream file)
    {
        file.Position = 0;
        var some = new byte[16 * 1024];
        for (int read; (read = file.Read(some)) > 0; )
        {
            if (!Ascii.IsValid(some.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
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

    /// <summary>The first line that is not in the encoding; the first of all where each is. It decodes byte by byte: a reader of larger blocks fails before it returns the valid lines of a block.</summary>
    private static int LineThatIsNotIn(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        Span<char> letters = stackalloc char[8];
        var line = 1;
        try
        {
            for (int next; (next = file.ReadByte()) >= 0; )
            {
                var count = decoder.GetChars([(byte)next], letters, flush: false);
                line += letters[..count].Count('\n');
            }

            return 1;
        }
        catch (DecoderFallbackException)
        {
            return line;
        }
    }
}
