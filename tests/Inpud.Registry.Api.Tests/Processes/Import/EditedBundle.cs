using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A bundle that somebody changed.</summary>
internal static class EditedBundle
{
    /// <summary>The bundle with one file replaced by a text.</summary>
    public static byte[] With(byte[] bundle, string file, Func<string, string> edit) =>
        WithBytes(bundle, file, content => Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(content))));

    /// <summary>The bundle with one file replaced by bytes.</summary>
    public static byte[] WithBytes(byte[] bundle, string file, Func<byte[], byte[]> edit) =>
        Edit(
            bundle,
            zip =>
            {
                var old = zip.GetEntry(file)!;
                using var content = new MemoryStream();
                using (var reader = old.Open())
                {
                    reader.CopyTo(content);
                }

                old.Delete();
                Add(zip, file, edit(content.ToArray()));
            }
        );

    /// <summary>The bundle with one more file.</summary>
    public static byte[] Plus(byte[] bundle, string file, byte[] content) => Edit(bundle, zip => Add(zip, file, content));

    /// <summary>The bundle without one of its files.</summary>
    public static byte[] Without(byte[] bundle, string file) => Edit(bundle, zip => zip.GetEntry(file)!.Delete());

    /// <summary>The bundle without a column of one of its tables, as an older version without the column writes it.</summary>
    public static byte[] WithoutColumn(byte[] bundle, string file, string column) =>
        With(
            bundle,
            file,
            text =>
            {
                var rows = RowsOf(text);
                var left = Enumerable.Range(0, rows[0].Length).Where(i => rows[0][i] != column).ToList();
                Assert.That(left, Has.Count.LessThan(rows[0].Length), $"{file} has no column {column}");
                return string.Concat(
                    rows.Select(row =>
                        string.Join(',', left.Select(i => $"\"{row[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"
                    )
                );
            }
        );

    /// <summary>The rows of a CSV table, the names of its columns first.</summary>
    public static IReadOnlyList<string[]> RowsOf(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = ',', HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        }

        return rows;
    }

    private static void Add(ZipArchive zip, string file, byte[] content)
    {
        using var writer = zip.CreateEntry(file).Open();
        writer.Write(content);
    }

    private static byte[] Edit(byte[] bundle, Action<ZipArchive> edit)
    {
        using var edited = new MemoryStream();
        edited.Write(bundle);
        using (var zip = new ZipArchive(edited, ZipArchiveMode.Update, leaveOpen: true))
        {
            edit(zip);
        }

        return edited.ToArray();
    }
}
