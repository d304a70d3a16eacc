using System.Diagnostics;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>A program that a test needs. The test fails where it is missing, and says how to install it.</summary>
internal static class Tool
{
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The output must have no colours, since a test reads it.
        start.Environment["NO_COLOR"] = "1";
        // Kiota looks for a newer version of itself, and says so where it does not reach the address.
        start.Environment["KIOTA_OFFLINE_ENABLED"] = "true";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new AssertionException($"'{program}' is missing. ./test.sh installs it.", e);
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            var text = await output + await error;
            Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{text}");
            return text;
        }
    }

    /// <summary>The path of a program that npm installed in a folder of eng/.</summary>
    public static string Npm(string folder, string program)
    {
        var path = Repository.PathOf("eng", folder, "node_modules", ".bin", program);
        Assert.That(File.Exists(path), $"{path} is missing. ./test.sh installs it.");
        return path;
    }
}
