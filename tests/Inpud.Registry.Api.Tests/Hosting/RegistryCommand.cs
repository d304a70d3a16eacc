using Inpud.Registry.Api.Cli;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// A command as an operator types it, in the process of the tests: a start of the program costs half a second of a processor.
/// What belongs to the process itself, such as signals, its folder and the bytes on standard output, is tested with <see cref="RegistryProcess"/>.
/// </summary>
internal static class RegistryCommand
{
    /// <summary>Runs the command until it ends.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await Task.Run(() => CommandLine.RunAsync(arguments, output, TextWriter.Synchronized(error)))
            .WaitAsync(TimeSpan.FromMinutes(1));
        return (exitCode, output.ToString(), error.ToString());
    }
}
