using System.Diagnostics;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>The program as an operator starts it.</summary>
internal static class RegistryProcess
{
    /// <summary>Runs the program until it ends by itself, as it does where it cannot start.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] settings) => RunInAsync("", settings);

    /// <summary>Runs the program in a folder until it ends by itself.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunInAsync(string folder, params string[] settings) =>
        RunInAsync(folder, [], settings);

    /// <summary>Runs the program in a folder, with variables of the environment, until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunInAsync(
        string folder,
        Dictionary<string, string> environment,
        string[] settings
    )
    {
        using var process = Start(folder, environment, settings);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException("The program went on, where it was expected to end.", e);
        }

        return (process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] settings) => StartIn("", settings);

    public static Process StartIn(string folder, params string[] settings) => Start(folder, [], settings);

    /// <summary>Starts the program with variables of the environment.</summary>
    public static Process StartWith(Dictionary<string, string> environment, params string[] settings) => Start("", environment, settings);

    private static Process Start(string folder, Dictionary<string, string> environment, string[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api.dll");
        // A shell that starts the tests in the background has them ignore Ctrl+C, and what they start with them; env takes that back.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", program] : ["dotnet", program];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
