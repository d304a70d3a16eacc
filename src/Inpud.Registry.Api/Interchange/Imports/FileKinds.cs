using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>Tells by its content what a file is. A name and a media type are often wrong: browsers call a CSV file a workbook, and curl calls everything a form.</summary>
internal static class FileKinds
{
    private const int LongestStart = 64;

    /// <summary>Reads the first bytes of a file, and the list of files of an archive. Afterwards the file stands at its beginning.</summary>
    /// <exception cref="StorageException">No import reads the file; the message says what it is, and what to send instead.</exception>
    public static ImportedFile Look(Stream file)
    {
        Span<byte> bytes = stackalloc byte[LongestStart];
        file.Position = 0;
        ReadOnlySpan<byte> start = bytes[..file.ReadAtLeast(bytes, LongestStart, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
        {
            return ZipKinds.Look(file);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new StorageException(OldOffice.Sentence(file));
        }

        return SentenceOrNull(start) is { } sentence ? throw new StorageException(sentence) : ImportedFile.Text;
    }

    private static string? SentenceOrNull(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0x1F, 0x8B, ..] => "The file is compressed with gzip. Unpack it (gunzip), and send what is in it, without a Content-Encoding.",
            [(byte)'B', (byte)'Z', (byte)'h', ..] => Packed("bzip2"),
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => Packed("xz"),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => Packed("7-Zip"),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Packed("Zstandard"),
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => Packed("RAR"),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] =>
                "The file is a picture. An import reads text alone: type the list into a spreadsheet, and send that.",
            _ when start.StartsWith("%PDF"u8) =>
                "The file is a PDF. Its tables cannot be read for certain: send the spreadsheet from which it was made.",
            _ when start.StartsWith("{\\rtf"u8) =>
                "The file is a text document (RTF). Copy its table into a spreadsheet, and send that as .xlsx, .ods or CSV.",
            _ when start.StartsWith("SQLite format 3"u8) =>
                "The file is an SQLite database. Send the export in its other form: /v1/export?format=zip.",
            [(byte)'{', ..] => "The file is JSON. Send the export in its other form: /v1/export?format=zip.",
            _ when IsMarkup(start) =>
                "The file is HTML or XML, whatever its name says. Open it in a spreadsheet program, and save it as .xlsx, .ods or CSV.",
            _ => null,
        };

    private static string Packed(string with) => $"The file is compressed with {with}. Unpack it, and send what is in it.";

    /// <summary>Web sites often give a page as <c>.xls</c>, since Excel opens it.</summary>
    private static bool IsMarkup(ReadOnlySpan<byte> start)
    {
        var text = start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start;
        text = text.TrimStart(" \r\n\t"u8);
        return text is [(byte)'<', (byte)'!' or (byte)'?' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z'), ..];
    }
}
