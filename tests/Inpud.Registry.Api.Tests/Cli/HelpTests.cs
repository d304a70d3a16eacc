using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Inpud.Registry.Api.Cli;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>The help of every command has examples, and each of them works.</summary>
internal sealed class HelpTests
{
    private const string Program = "  dotnet run --project src/Inpud.Registry.Api -- ";
    private const string SomeKey = "k-1a2b3c4d";

    /// <summary>The examples in an order in which each has the records and files that it needs.</summary>
    private static readonly string[] Order =
    [
        "seed",
        "migrate",
        "export",
        "backup",
        "restore",
        "verify",
        "import",
        "config",
        "keys add",
        "keys list",
        "keys rotate",
        "keys revoke",
        "erase",
        "serve",
        "health",
    ];

    private string folder = "";

    private string Database => $"--Registry:Database=Data Source={Path.Combine(folder, "registry.db")}";

    [SetUp]
    public async Task PrepareAsync()
    {
        folder = Directory.CreateTempSubdirectory("registry-help-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "groups.csv"),
            "name,country,founded,keptBy,source\nUmoja,Kenya,2012,africanpud,registry-curation\n"
        );
    }

    [TearDown]
    public void CleanUp() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Help_WhenAskedOfAnyCommand_HasExamples()
    {
        Assert.That(Commands(CommandLine.Build(), ""), Is.EquivalentTo(Order));
        Assert.That(Order.Where(command => !ExamplesOf(command).Any()), Is.Empty);
    }

    [Test]
    public async Task Examples_WhenRunOneAfterTheOther_Work()
    {
        foreach (var example in Order.SelectMany(ExamplesOf))
        {
            var arguments = CommandLineParser.SplitCommandLine(example).Select(InFolder).ToArray();
            if (arguments[0] == "serve")
            {
                await ExpectAServiceAsync(arguments);
                continue;
            }

            if (arguments[0] == "health")
            {
                // Whoever runs the tests may run the service, too, at the address of the example.
                arguments = [.. arguments.Where(word => !word.StartsWith("http", StringComparison.Ordinal) && word != "--urls")];
                arguments = [.. arguments, "--urls", (await SharedServer.GetAsync()).Whole("")];
            }

            var key = Array.IndexOf(arguments, SomeKey);
            if (key >= 0)
            {
                arguments[key] = await NewKeyAsync();
            }

            var (exitCode, _, error) = await RegistryCommand.RunAsync(OnDatabase(arguments));
            Assert.That(exitCode, Is.Zero, $"{example}: {error}");
        }
    }

    private async Task ExpectAServiceAsync(string[] arguments)
    {
        using var process = RegistryProcess.Start([.. OnDatabase(arguments), "--urls", "http://127.0.0.1:0"]);
        try
        {
            Assert.That(await process.StandardOutput.ReadLineAsync(), Does.Contain("answers at http://127.0.0.1:"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The words with the database of the test, unless they name one.</summary>
    private string[] OnDatabase(string[] words) =>
        words.Any(word => word.StartsWith("--Registry:Database", StringComparison.Ordinal)) ? words : [.. words, Database];

    /// <summary>The word with its file in the folder of the test. A process would be started in that folder; a command runs in that of the tests.</summary>
    private string InFolder(string word)
    {
        const string source = "Data Source=";
        var start = word.IndexOf(source, StringComparison.Ordinal);
        return start >= 0 ? word[..(start + source.Length)] + Path.Combine(folder, word[(start + source.Length)..])
            : Path.HasExtension(word) && !word.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, word)
            : word;
    }

    private async Task<string> NewKeyAsync()
    {
        var (_, json, _) = await RegistryCommand.RunAsync("keys", "add", "--label", "x", "--scope", "registry", "--json", Database);
        return JsonDocument.Parse(json).RootElement.GetProperty("id").GetString()!;
    }

    private static IEnumerable<string> Commands(Command command, string before) =>
        command.Subcommands.Count == 0
            ? [(before + command.Name).Trim()]
            : command.Subcommands.SelectMany(part => Commands(part, command is RootCommand ? "" : $"{before}{command.Name} "));

    private static IEnumerable<string> ExamplesOf(string command)
    {
        using var output = new StringWriter();
        CommandLine.Build().Parse($"{command} --help").Invoke(new InvocationConfiguration { Output = output });
        return output
            .ToString()
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => line.StartsWith(Program, StringComparison.Ordinal))
            .Select(line => line[Program.Length..]);
    }
}
