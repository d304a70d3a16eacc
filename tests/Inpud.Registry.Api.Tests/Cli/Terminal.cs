using System.Text;
using Spectre.Console;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>A screen that somebody watches, whose letters a test reads.</summary>
internal sealed class Terminal(TextWriter writer, bool isWatched) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;
    public bool IsTerminal => isWatched;
    public int Width => 120;
    public int Height => 40;

    public static IAnsiConsole On(TextWriter writer, bool isWatched = true) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isWatched ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = isWatched ? InteractionSupport.Yes : InteractionSupport.No,
                Out = new Terminal(writer, isWatched),
            }
        );

    public void SetEncoding(Encoding encoding)
    {
        // It keeps letters, not bytes.
    }
}
