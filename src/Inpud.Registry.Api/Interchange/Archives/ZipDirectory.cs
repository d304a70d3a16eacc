using System.Buffers.Binary;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Archives;

/// <summary>
/// Checks the length of an archive's list of files before the archive reader reads it: the reader holds the whole list in memory, and a small file can have millions of entries.
/// </summary>
internal static class ZipDirectory
{
    private const int LongestList = 64 * 1024;

    /// <summary>The length of the record at the end of an archive. A comment can follow it.</summary>
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int OffsetOfListStart = 16;

    private static ReadOnlySpan<byte> EndMark => "PK\x05\x06"u8;

    /// <exception cref="InvalidDataException">The file is no archive, or its end is missing.</exception>
    /// <exception cref="StorageException">The list is longer than that of any bundle or workbook.</exception>
    public static void Check(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndLength + LongestComment)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        file.Position = 0;
        var end = tail.AsSpan().LastIndexOf(EndMark);
        if (end < 0 || end + EndLength > tail.Length)
        {
            throw new InvalidDataException("The end of the archive is missing.");
        }

        // An archive beyond 4 GiB has the largest number here and the start of its list elsewhere. It is refused, since no bundle and no workbook is so large.
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + OffsetOfListStart));
        if (file.Length - tail.Length + end - start is > LongestList or < 0)
        {
            throw new StorageException(
                "The zip file has far more files than a bundle or a workbook, or is damaged. Save or export it again, or send the whole file."
            );
        }
    }
}
