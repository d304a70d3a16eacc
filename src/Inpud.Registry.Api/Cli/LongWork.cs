using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Api.Storage;
using Spectre.Console;

namespace Inpud.Registry.Api.Cli;

/// <summary>Shows the progress of long work: a bar on a terminal, a plain line for each part, and one at the end, in a file. It writes to the error output, so that standard output has the result alone.</summary>
internal static class LongWork
{
    public static Task<T> ShowAsync<T>(ParseResult parsed, Func<IWork, Task<T>> act)
    {
        var error = new AnsiConsoleOutput(parsed.InvocationConfiguration.Error);
        return ShowAsync(AnsiConsole.Create(new AnsiConsoleSettings { Out = error }), act);
    }

    public static Task<T> ShowAsync<T>(IAnsiConsole console, Func<IWork, Task<T>> act) =>
        console.Profile.Out.IsTerminal
            ? console
                .Progress()
                .HideCompleted(true)
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(context => act(new Bars(context)))
            : ShowLinesAsync(console.Profile.Out.Writer, act);

    private static async Task<T> ShowLinesAsync<T>(TextWriter output, Func<IWork, Task<T>> act)
    {
        var began = Stopwatch.StartNew();
        var result = await act(new Lines(output));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Done in {began.Elapsed.TotalSeconds:0.0} s."));
        return result;
    }

    private sealed class Bars(ProgressContext context) : IWork
    {
        private ProgressTask? current;

        public void Begin(string what, long? steps = null)
        {
            current?.StopTask();
            current = context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, steps ?? 1));
            current.IsIndeterminate = steps is null;
        }

        public void Advance(long steps) => current?.Increment(steps);
    }

    private sealed class Lines(TextWriter output) : IWork
    {
        public void Begin(string what, long? steps = null) => output.WriteLine($"{what} …");

        public void Advance(long steps)
        {
            // A file gets no line for each step: it would have too many.
        }
    }
}
