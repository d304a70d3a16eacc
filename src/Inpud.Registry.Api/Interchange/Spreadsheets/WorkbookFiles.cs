using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>What the readers of both kinds of workbooks share: how large one may be, and how they say that one is damaged.</summary>
internal static class WorkbookFiles
{
    public const string Damaged =
        "The workbook is damaged, or only a part of it. Save it anew in a spreadsheet program, or send the whole file.";

    public static void CheckSize(long bytes, ImportLimits limits)
    {
        if (bytes > limits.Bytes)
        {
            throw new StorageException(
                $"The workbook unpacks to more than {limits.Bytes} bytes, which is the limit (Registry:Limits:ImportBytes). Split it, or save its sheet as CSV."
            );
        }
    }

    /// <summary>Whether a reader throws the exception because of what the file holds. Each layer has its own: the archive, its parts, the XML, the numbers in it.</summary>
    public static bool IsOfADamagedFile(Exception e) =>
        e
            is XmlException
                or InvalidDataException
                or FormatException
                or OverflowException
                or OpenXmlPackageException
                or ArgumentException
                or InvalidOperationException
                or KeyNotFoundException
                or NotSupportedException
                or EndOfStreamException;

    /// <summary>The rows, with a sentence in place of each exception of a damaged file.</summary>
    public static IEnumerable<SheetRow> Guarded(IEnumerable<SheetRow> rows)
    {
        using var each = rows.GetEnumerator();
        while (MoveNext(each))
        {
            yield return each.Current;
        }
    }

    private static bool MoveNext(IEnumerator<SheetRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception e) when (IsOfADamagedFile(e))
        {
            throw new StorageException(Damaged, e);
        }
    }
}
