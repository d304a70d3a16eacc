using System.IO.Compression;
using System.Text;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A bundle that somebody changed.</summary>
internal static class EditedBundle
{
    /// <summary>The bundle with another text in the place of one of its files.</summary>
    public static byte[] With(byte[] bundle, string file, Func<string, string> edit) =>
        WithBytes(bundle, file, content => Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(content))));

    /// <summary>The bundle with other bytes in the place of one of its files.</summary>
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
