using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>The kind of a file that an import reads.</summary>
internal enum ImportedFile
{
    /// <summary>A data package in a zip file.</summary>
    Bundle,

    /// <summary>A table of groups as text.</summary>
    Spreadsheet,
}

internal static class ImportedFiles
{
    private const int LongestStart = 16;

    /// <summary>Reads the first bytes of a file and returns to its beginning.</summary>
    /// <exception cref="StorageException">The file is neither a bundle nor text; the message says what to send instead.</exception>
    public static ImportedFile Look(Stream file)
    {
        Span<byte> start = stackalloc byte[LongestStart];
        start = start[..file.ReadAtLeast(start, LongestStart, throwOnEndOfStream: false)];
        file.Position = 0;
        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ImportedFile.Bundle,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new StorageException("The file is a workbook. Save its sheet as CSV, and send that."),
            [(byte)'{', ..] => throw new StorageException("The file is JSON. Send the export in its other form: /v1/export?format=zip."),
            _ when start.StartsWith("SQLite format 3"u8) => throw new StorageException(
                "The file is an SQLite database. Send the export in its other form: /v1/export?format=zip."
            ),
            _ => ImportedFile.Spreadsheet,
        };
    }
}
