using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Inpud.Registry.Api.Cli;

/// <summary>The examples below the options in a command's help. Each works when it is pasted in the folder of the repository.</summary>
internal static class HelpExamples
{
    private const string Program = "dotnet run --project src/Inpud.Registry.Api";

    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["serve"] = ["serve", "serve --urls http://localhost:5081 --Registry:Database=\"Data Source=copy.db\""],
        ["migrate"] = ["migrate"],
        ["seed"] = ["seed", "seed --Registry:Database=\"Data Source=copy.db\""],
        ["import"] =
        [
            "import groups.csv --dry-run",
            "import groups.csv --reason \"The list of the general assembly.\"",
            "import inpud-registry.zip --dry-run --json",
            "import inpud-registry.zip --Registry:Database=\"Data Source=other.db\"",
        ],
        ["export"] = ["export inpud-registry.zip", "export inpud-registry.sqlite --format sqlite", "export for-stewards.zip --full"],
        ["backup"] = ["backup registry-2026-11-24.db"],
        ["restore"] = ["restore registry-2026-11-24.db", "restore registry-2026-11-24.db --over-newer"],
        ["verify"] = ["verify", "verify --json"],
        ["erase"] = ["erase people q5fbh-78xqc --word \"The person asked the secretariat in writing.\""],
        ["keys add"] =
        [
            "keys add --label \"EuroNPUD steward\" --scope euronpud --expires 2030-12-31",
            "keys add --label \"INPUD office\" --scope registry --json",
        ],
        ["keys list"] = ["keys list", "keys list --json"],
        ["keys revoke"] = ["keys revoke k-1a2b3c4d"],
        ["config"] = ["config", "config --json --Registry:Database=\"Data Source=copy.db\""],
        ["health"] = ["health", "health --wait 60 --urls http://localhost:5081"],
        ["keys rotate"] = ["keys rotate k-1a2b3c4d"],
    };

    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>The command as somebody types it after the program's name.</summary>
    public static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
            ? $"{parent.Name} {command.Name}"
            : command.Name;

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = help.Invoke(parseResult);
            if (Examples.GetValueOrDefault(NameOf(parseResult.CommandResult.Command)) is { } examples)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine($"  {Program} -- {example}");
                }
            }

            return exitCode;
        }
    }
}
