using System.Text;

namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>Tells apart what the container of the older Office programs holds: it has the names of its streams as UTF-16.</summary>
internal static class OldOffice
{
    private static readonly (byte[] Stream, string Sentence)[] Known =
    [
        (Utf16("EncryptedPackage"), "The workbook is locked with a password. Save it without one, and send that."),
        (
            Utf16("WordDocument"),
            "The file is a Word document (.doc). Copy its table into a spreadsheet, and send that as .xlsx, .ods or CSV."
        ),
    ];

    /// <summary>What the file is, and what to send instead. A workbook is what most of them are.</summary>
    public static string Sentence(Stream file)
    {
        file.Position = 0;
        var block = new byte[64 * 1024];
        var kept = 0;
        for (int read; (read = file.Read(block, kept, block.Length - kept)) > 0; )
        {
            var some = block.AsSpan(0, kept + read);
            foreach (var (stream, sentence) in Known)
            {
                if (some.IndexOf(stream) >= 0)
                {
                    return sentence;
                }
            }

            // A name can lie across two blocks.
            kept = Math.Min(some.Length, Known.Max(known => known.Stream.Length) - 1);
            some[^kept..].CopyTo(block);
        }

        return "The file is a workbook of Excel 97–2003 (.xls). Save it as Excel workbook (.xlsx), .ods or CSV, and send that.";
    }

    private static byte[] Utf16(string name) => Encoding.Unicode.GetBytes(name);
}
