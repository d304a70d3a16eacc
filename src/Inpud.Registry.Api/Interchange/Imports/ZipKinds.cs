using System.IO.Compression;
using Inpud.Registry.Api.Interchange.Archives;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>Tells the kinds of files apart that are zip files: a bundle, workbooks, documents.</summary>
internal static class ZipKinds
{
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    /// <exception cref="StorageException">The file is of a known kind that no import reads; the message names it, and says what to send instead.</exception>
    public static ImportedFile Look(Stream file)
    {
        try
        {
            ZipDirectory.Check(file);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return KindOf(zip);
        }
        catch (InvalidDataException)
        {
            // The reader of bundles says what is wrong with a damaged archive.
            return ImportedFile.Bundle;
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static ImportedFile KindOf(ZipArchive zip)
    {
        if (zip.GetEntry("datapackage.json") is not null)
        {
            return ImportedFile.Bundle;
        }

        if (zip.Entries.Any(entry => IsIn(entry, ".iwa") || entry.FullName.EndsWith("Index.zip", StringComparison.Ordinal)))
        {
            throw new StorageException(
                "The file is a document of Apple Numbers or Pages. Export it as Excel (.xlsx) or as CSV, and send that."
            );
        }

        return zip.GetEntry("[Content_Types].xml") is not null ? OfficeKindOf(zip)
            : zip.GetEntry("content.xml") is not null || zip.GetEntry("encrypted-package") is not null ? OpenDocumentKindOf(zip)
            : ImportedFile.Bundle;
    }

    private static bool IsIn(ZipArchiveEntry entry, string ending) => entry.FullName.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static ImportedFile OfficeKindOf(ZipArchive zip)
    {
        if (zip.GetEntry("xl/workbook.bin") is not null)
        {
            throw new StorageException(
                "The file is a binary workbook (.xlsb). Save it as Excel workbook (.xlsx) or as CSV, and send that."
            );
        }

        return zip.Entries.Any(entry => entry.FullName.StartsWith("word/", StringComparison.OrdinalIgnoreCase))
                ? throw Document("a Word document")
            : zip.Entries.Any(entry => entry.FullName.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))
                ? throw Document("a presentation")
            : ImportedFile.OfficeWorkbook;
    }

    private static ImportedFile OpenDocumentKindOf(ZipArchive zip)
    {
        var type = TextOf(zip.GetEntry("mimetype"), 200).Trim();
        if (
            type.StartsWith(OpenDocument, StringComparison.Ordinal)
            && !type.StartsWith(OpenDocument + "spreadsheet", StringComparison.Ordinal)
        )
        {
            throw Document($"a document of another kind (OpenDocument {type[OpenDocument.Length..]})");
        }

        const int LongestManifest = 256 * 1024;
        return
            zip.GetEntry("encrypted-package") is not null
            || TextOf(zip.GetEntry("META-INF/manifest.xml"), LongestManifest).Contains("encryption-data", StringComparison.Ordinal)
            ? throw new StorageException("The workbook is locked with a password. Save it without one, and send that.")
            : ImportedFile.OpenDocumentWorkbook;
    }

    private static StorageException Document(string what) =>
        new($"The file is {what}. Copy its table into a spreadsheet, and send that as .xlsx, .ods or CSV.");

    /// <summary>The first bytes of an entry, as text; an empty text where there is none.</summary>
    private static string TextOf(ZipArchiveEntry? entry, int mostBytes)
    {
        if (entry is null)
        {
            return "";
        }

        using var content = entry.Open();
        var bytes = new byte[mostBytes];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, content.ReadAtLeast(bytes, mostBytes, throwOnEndOfStream: false));
    }
}
