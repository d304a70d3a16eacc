using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every answer of the contract writes a time as <c>Z</c>: many validators of <c>date-time</c> take no other form of UTC.</summary>
internal sealed class TimesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;

    private static IEnumerable<TestCaseData> Reads =>
        from read in ReadOperation.All
        from form in read.Forms
        where
            form is not ("application/zip" or "application/vnd.sqlite3" or "text/html")
            && !form.Contains("openxml", StringComparison.Ordinal)
        select new TestCaseData(read, form).SetArgDisplayNames(read.Template, form);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(server.Clock.GetUtcNow().AddDays(1), "registry");
        await server.AddExampleRecordsAsync();
        // A time of less than a second, and records that have one.
        server.Clock.Advance(TimeSpan.FromMilliseconds(1234.5));
        using var withdrawn = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/claims/africanpud-15/withdrawal",
            """{"reason":"A test."}""",
            key,
            ("If-Match", "*")
        );
        Assert.That(withdrawn.IsSuccessStatusCode, Is.True, await withdrawn.Content.ReadAsStringAsync());
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Reads))]
    public async Task Read_WhenItHasATime_WritesItInUtcWithZ(ReadOperation read, string form)
    {
        using var response = await server.GetAsync(read.Address, key, ("Accept", form));

        Check(await response.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Write_WhenItsAnswerHasATime_WritesItInUtcWithZ()
    {
        foreach (var write in WriteExample.All)
        {
            using var response = await write.SendAsync(server, key);
            Check(await response.Content.ReadAsStringAsync());
        }
    }

    [TestCase("/v1/claims/africanpud-15/record")]
    [TestCase("/v1/claims/africanpud-15/history")]
    [TestCase("/v1/key")]
    [TestCase("/v1/changes?limit=1")]
    public async Task Read_WhenItHasTimes_HasSome(string address)
    {
        using var response = await server.GetAsync(address, key);
        var text = await response.Content.ReadAsStringAsync();

        Assert.That(text, Does.Match(@"T\d\d:\d\d:\d\d(\.\d+)?Z"));
        Check(text);
    }

    private static void Check(string answer) =>
        Assert.That(
            Regex.Matches(answer, @"\d{4}-\d\d-\d\dT\d\d:\d\d[^"",<\s]*").Select(time => time.Value),
            Has.All.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$")
        );
}
