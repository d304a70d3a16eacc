using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

/// <summary>Examples below a command's description in its help: each works when it is pasted behind the program's name.</summary>
internal static class HelpExamples
{
    public static Command WithExamples(this Command command, params IEnumerable<string> examples)
    {
        command.Description +=
            $"{Environment.NewLine}{Environment.NewLine}Examples:{string.Concat(examples.Select(example => $"{Environment.NewLine}  {example}"))}";
        return command;
    }
}
