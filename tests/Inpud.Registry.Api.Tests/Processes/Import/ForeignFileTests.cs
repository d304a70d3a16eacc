using System.IO.Compression;
using System.Net;
using System.Text;
using Inpud.Registry.Api.Tests.Hosting;
using static Inpud.Registry.Api.Tests.Processes.Import.WorkbookBuilder;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A file that no import reads is named as what it is, with what to send instead.</summary>
internal sealed class ForeignFileTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    private static IEnumerable<TestCaseData> Files()
    {
        const string OpenDocument = "application/vnd.oasis.opendocument.";
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        return new (string What, byte[] File, string Part)[]
        {
            ("gzip", Gzip("name,country\nUmoja,KE\n"), "compressed with gzip. Unpack it (gunzip), and send what is in it"),
            ("bzip2", Encoding.Latin1.GetBytes("BZh91AY&SY"), "compressed with bzip2. Unpack it"),
            ("xz", [0xFD, .. "7zXZ"u8, 0], "compressed with xz. Unpack it"),
            ("7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "compressed with 7-Zip. Unpack it"),
            ("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0], "compressed with Zstandard. Unpack it"),
            ("rar", Encoding.Latin1.GetBytes("Rar!\u001a\u0007"), "compressed with RAR. Unpack it"),
            ("zip of a table", Zip(("groups.csv", "name\n")), "If it holds a spreadsheet, unpack it, and send the spreadsheet."),
            ("pdf", "%PDF-1.7 x"u8.ToArray(), "a PDF. Its tables cannot be read for certain: send the spreadsheet"),
            ("png", [0x89, .. "PNG\r\n"u8], "a picture"),
            ("jpeg", [0xFF, 0xD8, 0xFF, 0xE0], "a picture"),
            ("rtf", "{\\rtf1 x}"u8.ToArray(), "a text document (RTF). Copy its table into a spreadsheet"),
            ("json", "{\"a\": 1}"u8.ToArray(), "JSON"),
            ("html", "\n<table><tr>"u8.ToArray(), "HTML or XML, whatever its name says. Open it in a spreadsheet program"),
            ("marked xml", [0xEF, 0xBB, 0xBF, .. "<?xml version=\"1.0\"?>"u8], "HTML or XML"),
            (
                "docx",
                Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")),
                "a Word document. Copy its table into a spreadsheet"
            ),
            ("pptx", Zip(("[Content_Types].xml", "<x/>"), ("ppt/presentation.xml", "<x/>")), "a presentation."),
            (
                "xlsb",
                Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.bin", "x")),
                "a binary workbook (.xlsb). Save it as Excel workbook (.xlsx)"
            ),
            ("numbers", Zip(("Index/Document.iwa", "x")), "Apple Numbers or Pages. Export it as Excel (.xlsx)"),
            ("odt", Zip(("mimetype", OpenDocument + "text"), ("content.xml", "<x/>")), "another kind (OpenDocument text). Copy its table"),
            (
                "locked ods",
                Zip(
                    ("mimetype", OpenDocument + "spreadsheet"),
                    ("content.xml", "\u0001\u0002"),
                    ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
                ),
                "locked with a password. Save it without one"
            ),
            ("locked ods of today", Zip(("mimetype", OpenDocument + "spreadsheet"), ("encrypted-package", "x")), "locked with a password"),
            ("locked xlsx", [.. old, .. new byte[70_000], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "locked with a password"),
            // The name of the stream lies across the blocks in which the file is read.
            (
                "locked xlsx, cut",
                [.. old, .. new byte[65_519], .. Encoding.Unicode.GetBytes("EncryptedPackage")],
                "locked with a password"
            ),
            ("doc", [.. old, .. Encoding.Unicode.GetBytes("WordDocument")], "a Word document (.doc)"),
            (
                "xls",
                [.. old, .. Encoding.Unicode.GetBytes("Workbook")],
                "Excel 97–2003 (.xls). Save it as Excel workbook (.xlsx), .ods or CSV"
            ),
        }.Select(file => new TestCaseData(file.File, file.Part).SetArgDisplayNames(file.What));
    }

    [TestCaseSource(nameof(Files))]
    public async Task Import_WhenNoImportReadsTheFile_NamesItAndSaysWhatToSend(byte[] file, string part)
    {
        foreach (var type in new[] { "text/csv", "application/octet-stream" })
        {
            using var response = await server.ImportAsync(africa, file, "?dryRun=true", type);
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");

            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
        }
    }

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
