using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Inpud.Registry.Api.Cli;

/// <summary>The version of the program. System.CommandLine would take that of whatever started the process.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void AddTo(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new Show();

    private sealed class Show : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Text);
            return 0;
        }
    }
}
