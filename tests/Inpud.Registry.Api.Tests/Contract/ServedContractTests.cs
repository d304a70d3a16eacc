using System.Net;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The contract is read by pages of partners, by generators, and by readers of an older YAML.</summary>
internal sealed class ServedContractTests : ReadingTests
{
    [TestCase("/openapi.yaml")]
    [TestCase("/openapi.json")]
    public async Task Contract_WhenAPartnersPageAsks_MayBeRead(string address)
    {
        using var get = await Server.GetAsync(address, ("Origin", "https://partner.example"));
        using var preflight = await Server.SendAsync(
            HttpMethod.Options,
            address,
            ("Origin", "https://partner.example"),
            ("Access-Control-Request-Method", "GET")
        );

        Assert.Multiple(() =>
        {
            Assert.That(get.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(get.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(["*"]));
            Assert.That(get.Headers.GetValues("Access-Control-Expose-Headers").Single(), Does.Contain("ETag"));
            Assert.That(preflight.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        });
    }

    [Test]
    public async Task Yaml_WhenAnOlderReaderReadsIt_HasNoTextThatItTakesForTrueOrFalse()
    {
        var text = await Server.TextAsync("/openapi.yaml");
        var taken = text.Split('\n')
            .Where(line => Regex.IsMatch(line, @"^\s*(- )*([\w'-]+: )?(y|n|yes|no|on|off)(:.*)?$", RegexOptions.IgnoreCase))
            .Select(line => line.Trim());

        Assert.That(taken, Is.Empty);
        Assert.That(text, Does.Contain("- 'NO'"));
    }

    [TestCase("a: NO", "a: 'NO'")]
    [TestCase("- no", "- 'no'")]
    [TestCase("  - - On", "  - - 'On'")]
    [TestCase("no: 1", "'no': 1")]
    [TestCase("a: 12:30", "a: '12:30'")]
    [TestCase("a: 2026-01-15", "a: '2026-01-15'")]
    [TestCase("a: NOW", "a: NOW")]
    [TestCase("a: 'NO'", "a: 'NO'")]
    [TestCase("a: true", "a: true")]
    [TestCase("a: 12", "a: 12")]
    [TestCase("a: |-\n  NO\n\n  no: x\nb: NO", "a: |-\n  NO\n\n  no: x\nb: 'NO'")]
    public void Word_WhenYaml11ReadsItOtherwise_IsQuoted(string yaml, string quoted) =>
        Assert.That(QuotedWords.In(yaml), Is.EqualTo(quoted));

    [Test]
    public void Info_WhenRead_SaysTheProgramsVersionAndTheLicencesOfCodeAndData()
    {
        var info = RegistryServer.Contract().GetProperty("info");

        Assert.Multiple(() =>
        {
            Assert.That(
                Text(info, "version"),
                Is.EqualTo(
                    Regex.Match(File.ReadAllText(Repository.PathOf("Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value
                )
            );
            Assert.That(Text(info, "license.identifier"), Is.EqualTo("MIT"));
            Assert.That(Text(info, "description"), Does.Contain("CC BY-SA 4.0").And.Contain("Unicode-3.0").And.Contain("CC0 1.0"));
        });
    }
}
