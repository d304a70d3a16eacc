using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Cli;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>Whoever reads the runbook is in a hurry: what it names is there.</summary>
internal sealed class RunbookTests
{
    private readonly string runbook = File.ReadAllText(Repository.PathOf("docs", "runbook.md"));

    private static IEnumerable<string> Pages => ["docs/runbook.md", "docs/scale.md", "docs/adr/0047-deployment.md"];

    [Test]
    public void Commands_WhenNamed_AreThoseOfTheProgram()
    {
        var named = Regex
            .Matches(runbook, @"inpud-registry ([a-z][^`\n]*)")
            .Select(match => CommandLineParser.SplitCommandLine(match.Groups[1].Value).ToArray())
            .ToList();

        Assert.That(named, Has.Count.GreaterThan(8));
        foreach (var words in named)
        {
            // A command that takes a word is sometimes named without one.
            var mistakes = CommandLine
                .Build()
                .Parse(words)
                .Errors.Where(error => !error.Message.StartsWith("Required argument", StringComparison.Ordinal));
            Assert.That(mistakes.Select(mistake => mistake.Message), Is.Empty, string.Join(' ', words));
        }
    }

    [Test]
    public void Addresses_WhenNamed_AreInTheContract()
    {
        var templates = ReadOperation.All.Select(read => Regex.Replace(read.Template, @"\{\w+\}", "{}")).ToHashSet();
        var named = Regex.Matches(runbook, @"`(?:GET )?(/(?:v1|health)/[^` ]+)`").Select(match => match.Groups[1].Value).ToList();

        Assert.That(named, Has.Count.GreaterThan(2));
        foreach (var address in named)
        {
            Assert.That(templates, Does.Contain(Regex.Replace(address, @"\{\w+\}", "{}")));
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void Links_WhenFollowed_LeadToFiles(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        var links = Regex
            .Matches(File.ReadAllText(Repository.PathOf(page)), @"\]\((?!https?:)([^)#]+)")
            .Select(match => match.Groups[1].Value);

        Assert.That(links.Where(link => !Path.Exists(Path.Combine(folder, link))), Is.Empty);
    }

    /// <summary>The table of what to watch names the one line that the program logs of a failure.</summary>
    [Test]
    public void Failure_WhenNamed_HasTheWordsOfTheLog()
    {
        var code = File.ReadAllText(Repository.PathOf("src", "Inpud.Registry.Api", "Http", "Problems", $"{nameof(Failure)}.cs"));

        Assert.That(code, Does.Contain("\"The request {TraceId} to {Operation} failed: {Failure}\""));
        Assert.That(runbook, Does.Contain("`The request … to … failed`"));
    }
}
