using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A CSV file is in the charset that it or its sender states. What is neither UTF-8 nor stated is refused, with a proposal.</summary>
internal sealed class CharsetTests
{
    private const string Latin = "Équipe «Umoja»";
    private const string Cyrillic = "Сеть людей, употребляющих наркотики";
    private const string Arabic = "شبكة متعاطي المخدرات";

    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        server = await RegistryServer.StartAsync();
        africa = await server.KeyAsync(expires: null, "africanpud");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("utf-8", false, ',', "text/csv", Latin)]
    [TestCase("utf-8", true, ';', "text/csv", Latin)]
    [TestCase("utf-8", true, ';', "text/csv; charset=UTF-8", Latin)]
    [TestCase("utf-16", true, '\t', "text/csv", Latin)]
    [TestCase("utf-16", true, '\t', "text/csv; charset=utf-16", Latin)]
    [TestCase("utf-16", false, '\t', "text/csv; charset=utf-16", Latin)]
    [TestCase("utf-16BE", true, ';', "text/csv", Latin)]
    [TestCase("windows-1252", false, ';', "text/csv; charset=windows-1252", Latin)]
    [TestCase("iso-8859-1", false, ';', "text/csv; charset=\"ISO-8859-1\"; header=present", Latin)]
    [TestCase("windows-1251", false, ';', "text/csv; charset=windows-1251", Cyrillic)]
    [TestCase("koi8-r", false, ';', "application/octet-stream; charset=koi8-r", Cyrillic)]
    [TestCase("windows-1256", false, ';', "text/csv; charset=windows-1256", Arabic)]
    [TestCase("macintosh", false, ';', "text/csv; charset=macintosh", Latin)]
    [TestCase("gb18030", false, ';', "text/csv; charset=gb18030", "中国")]
    public async Task Import_WhenTheCharsetIsStated_ReadsTheNames(string charset, bool isMarked, char separator, string type, string name)
    {
        using var response = await server.ImportAsync(africa, Table(charset, name, isMarked, separator), "?dryRun=true", type);
        var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), report.GetRawText());
        Assert.That(report.GetProperty("new").GetInt32(), Is.EqualTo(1), report.GetRawText());
        Assert.That(report.GetProperty("rows")[0].GetProperty("name").GetString(), Is.EqualTo(name));
    }

    [TestCase("windows-1252", Latin, "text/csv", "Line 2: the file is not UTF-8, and nothing says what it is. It reads as windows-1252")]
    [TestCase(
        "windows-1251",
        Cyrillic,
        "text/csv",
        "It reads as windows-1251: name that charset (charset=windows-1251 in the Content-Type, --charset on the command line)"
    )]
    [TestCase("koi8-r", Cyrillic, "application/octet-stream", "It reads as koi8-r")]
    [TestCase("windows-1256", Arabic, "text/csv", "It reads as windows-1256")]
    [TestCase("utf-16", Latin, "text/csv", "It reads as utf-16:")]
    [TestCase("utf-16BE", Cyrillic, "text/csv", "It reads as utf-16BE:")]
    [TestCase("macintosh", "Fédération; Côte d’Ivoire", "text/csv", "Save it as CSV UTF-8, or as a workbook")]
    [TestCase(
        "windows-1252",
        Latin,
        "text/csv; charset=utf-8",
        "Line 2: the charset is said to be utf-8, and this line is not. It reads as windows-1252"
    )]
    [TestCase("windows-1252", Latin, "text/csv; charset=us-ascii", "Line 2: the charset is said to be us-ascii, and this line is not.")]
    [TestCase("utf-8", Latin, "text/csv; charset=windows-1252", "is said to be windows-1252, and the file is UTF-8. Leave the charset out")]
    [TestCase("utf-16", Latin, "text/csv; charset=windows-1252", "is said to be windows-1252, and the file is utf-16.")]
    [TestCase("utf-8 marked", Latin, "text/csv; charset=windows-1252", "begins with the byte order mark of utf-8. Leave the charset out.")]
    [TestCase("utf-16 marked", Latin, "text/csv; charset=utf-8", "begins with the byte order mark of utf-16. Leave the charset out.")]
    [TestCase("utf-8", Latin, "text/csv; charset=klingon", "There is no charset 'klingon'.")]
    [TestCase("utf-8", Latin, "text/csv; charset=utf-7", "There is no charset 'utf-7'.")]
    public async Task Import_WhenTheCharsetIsNotStatedOrWrong_RefusesWithAProposal(string charset, string name, string type, string part)
    {
        var file = Table(charset.Split(' ')[0], name, charset.EndsWith("marked", StringComparison.Ordinal), ',');
        using var response = await server.ImportAsync(africa, file, "?dryRun=true", type);
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
    }

    [TestCase("utf-8", "Line 3: the file says that it is utf-8")]
    [TestCase("utf-16", "Line 3: the file says that it is utf-16")]
    public async Task Import_WhenTheFileIsNotInTheEncodingThatItClaims_NamesTheLine(string encoding, string part)
    {
        var coding = Encoding.GetEncoding(encoding);
        // Half of a surrogate pair is valid text in no encoding of Unicode.
        byte[] wrong = encoding == "utf-8" ? [0xE9, 0x20] : [0x00, 0xD8, 0x20, 0x00];
        byte[] bytes = [.. coding.GetPreamble(), .. coding.GetBytes("name,country\nUmoja,KE\n"), .. wrong, .. coding.GetBytes("Haki,KE\n")];
        using var response = await server.ImportAsync(africa, bytes, "", "text/csv");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
    }

    private static byte[] Table(string charset, string name, bool isMarked, char separator)
    {
        var coding = Encoding.GetEncoding(charset);
        var text = $"name|country|founded|keptBy|source\r\n\"{name}\"|Kenya|2012|africanpud|registry-curation\r\n".Replace('|', separator);
        return [.. isMarked ? coding.GetPreamble() : [], .. coding.GetBytes(text)];
    }
}
