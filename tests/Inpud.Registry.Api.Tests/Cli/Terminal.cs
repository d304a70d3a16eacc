using System.Text;
using Spectre.Console;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>Imitates an interactive terminal. A test reads what the program writes to it.</summary>
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
        // The terminal keeps characters, not bytes.
    }
}
