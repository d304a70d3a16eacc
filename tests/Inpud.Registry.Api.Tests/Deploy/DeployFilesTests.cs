using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>What the files of deploy/ name is there: settings, addresses, ports.</summary>
internal sealed class DeployFilesTests
{
    private static readonly string[] Files =
    [
        .. Directory.GetFiles(Repository.PathOf("deploy"), "*", SearchOption.AllDirectories),
        Repository.PathOf("docs", "runbook.md"),
        Repository.PathOf("src", "Inpud.Registry.Api", "Inpud.Registry.Api.csproj"),
    ];

    private static IEnumerable<TestCaseData> EachFile =>
        Files.Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetRelativePath(Repository.Root, file)));

    [TestCaseSource(nameof(EachFile))]
    public void Setting_WhenAFileNamesIt_IsOneThatTheProgramKnows(string file)
    {
        var named = Regex
            .Matches(File.ReadAllText(file), @"\b(?:Registry|Logging|Kestrel)(?:__|:)\w+(?:(?:__|:)\w+)*|\bASPNETCORE_\w+")
            .Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal).Replace("ASPNETCORE_", "", StringComparison.Ordinal));

        Assert.That(named.Where(name => !SettingNames.IsKnown(name) && !SettingNames.IsPart(name)), Is.Empty);
    }

    /// <summary>The values as well: the program would not start with a wrong one.</summary>
    [TestCase("deploy/compose.yaml", @"^ +(Registry__\w+): (.+)$", 3)]
    [TestCase("deploy/kubernetes/deployment.yaml", @"name: (Registry__\w+)\n +value: (.+)$", 3)]
    [TestCase("deploy/systemd/inpud-registry.service", @"^Environment=""?(Registry__\w+|ASPNETCORE_\w+)=([^""\n]+)""?$", 3)]
    [TestCase(
        "src/Inpud.Registry.Api/Inpud.Registry.Api.csproj",
        @"ContainerEnvironmentVariable Include=""(Registry__\w+|ASPNETCORE_\w+)"" Value=""([^""]+)""",
        2
    )]
    public void Setting_WhenAFileSetsIt_HasAValueThatTheProgramTakes(string file, string pattern, int count)
    {
        var set = Regex
            .Matches(File.ReadAllText(Repository.PathOf(file)), pattern, RegexOptions.Multiline)
            .ToDictionary(
                match =>
                    match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal).Replace("ASPNETCORE_", "", StringComparison.Ordinal),
                // The file of the password is there where the service runs.
                string? (match) => Regex.Replace(match.Groups[2].Value, "Passfile=[^;]+", $"Passfile={Repository.PathOf("LICENSE")}")
            );
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(set).Build();

        Assert.That(set, Has.Count.EqualTo(count));
        Assert.That(RegistrySettings.Check(configuration).Mistakes, Is.Empty);
    }

    [TestCaseSource(nameof(EachFile))]
    public void Address_WhenAFileAsksItForHealth_IsInTheContract(string file)
    {
        var asked = Regex.Matches(File.ReadAllText(file), @"/health/\w+").Select(match => match.Value).Distinct();

        Assert.That(asked, Is.SubsetOf(ReadOperation.All.Select(read => read.Template)));
    }

    [TestCaseSource(nameof(EachFile))]
    public void Port_WhenAFileNamesThatOfANode_IsTheImages(string file)
    {
        var port = XDocument
            .Load(Repository.PathOf("src", "Inpud.Registry.Api", "Inpud.Registry.Api.csproj"))
            .Descendants("ContainerPort")
            .Single()
            .Attribute("Include")!
            .Value;
        var named = Regex
            .Matches(File.ReadAllText(file), @"(?:node-\d:|containerPort: |HTTP_PORTS[=:]""? ?|HTTP_PORTS"" Value="")(\d+)")
            .Select(match => match.Groups[1].Value);

        Assert.That(named, Has.All.EqualTo(port));
    }

    /// <summary>Each place for a secret names a file, and a name stands for itself.</summary>
    [TestCaseSource(nameof(EachFile))]
    public void Secret_WhenAFileNeedsOne_StandsElsewhere(string file)
    {
        var text = File.ReadAllText(file);

        Assert.That(Regex.Matches(text, @"(?i)password[=:][ \t]*(?!\S*(/run/secrets|\.\.\.|…))\S+").Select(match => match.Value), Is.Empty);
        Assert.That(text, Does.Not.Match("inpud_[A-Za-z0-9]{8,}").And.Not.Contain("PRIVATE KEY"));
    }

    /// <summary>Who looks for a file finds what the version of the program is called.</summary>
    [TestCase("deploy/compose.yaml", "inpud-registry:")]
    [TestCase("deploy/kubernetes/kustomization.yaml", "newTag: ")]
    public void Image_WhenAFileNamesIt_HasTheVersionOfTheProgram(string file, string before) =>
        Assert.That(File.ReadAllText(Repository.PathOf(file)), Does.Contain(before + ProgramVersion.Text));
}
