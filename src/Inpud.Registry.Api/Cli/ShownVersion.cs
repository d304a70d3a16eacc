using System.CommandLine;
using System.CommandLine.Invocation;

namespace Inpud.Registry.Api.Cli;

/// <summary>Answers <c>--version</c>. The library would take the version of whatever started the process.</summary>
internal sealed class ShownVersion : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new ShownVersion();

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ProgramVersion.Text);
        return 0;
    }
}
