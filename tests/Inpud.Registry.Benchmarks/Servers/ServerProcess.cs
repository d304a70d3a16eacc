using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Inpud.Registry.Benchmarks.Driving;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>A server in a process of its own, on the first processor. The driver has the others.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private ServerProcess(Process process, int port, TimeSpan start) => (this.process, Port, Start) = (process, port, start);

    public int Port { get; }

    /// <summary>The time from the start of the process to its first answer.</summary>
    public TimeSpan Start { get; }

    /// <summary>Starts the registry.</summary>
    /// <param name="program">The program: a .dll or an executable file.</param>
    /// <param name="database">The file of its database, or the connection string of a server.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="isPinned">Whether it has only one processor.</param>
    public static ServerProcess Registry(string program, string database, IEnumerable<string> settings, bool isPinned = true)
    {
        var port = FreePort();
        return Launch(
            program,
            [
                "serve",
                "--urls",
                $"http://127.0.0.1:{port}",
                $"--Registry:Database={(database.Contains('=', StringComparison.Ordinal) ? database : $"Data Source={database}")}",
                .. settings,
            ],
            port,
            "/v1/networks?limit=1",
            isPinned
        );
    }

    /// <summary>Starts one of the limits, which this program has in itself.</summary>
    public static ServerProcess Limit(params string[] arguments)
    {
        var port = FreePort();
        return Launch(
            typeof(ServerProcess).Assembly.Location,
            ["limit", .. arguments, port.ToString(CultureInfo.InvariantCulture)],
            port,
            "/",
            isPinned: true
        );
    }

    /// <summary>Starts a server of others, which Node runs. It listens at the port that is its last argument.</summary>
    /// <param name="folder">The folder of the script and of its packages.</param>
    /// <param name="firstTarget">What it answers as soon as it is ready.</param>
    /// <param name="arguments">The script and its arguments.</param>
    public static ServerProcess Node(string folder, string firstTarget, params string[] arguments)
    {
        var port = FreePort();
        return Launch(
            "node",
            [Path.Combine(folder, arguments[0]), .. arguments[1..], port.ToString(CultureInfo.InvariantCulture)],
            port,
            firstTarget,
            isPinned: true
        );
    }

    /// <summary>Runs a command of the registry, or of this program, to its end, and gives what it wrote.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = StartOf(program, arguments, isPinned: true);
        start.RedirectStandardError = true;
        using var command = Process.Start(start)!;
        var error = command.StandardError.ReadToEndAsync();
        var output = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        return command.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} failed: {error.Result}");
    }

    /// <summary>The memory that it has now, and the most that it ever had, in megabytes.</summary>
    public (double Now, double Most) Memory() => (MegabytesOf("VmRSS"), MegabytesOf("VmHWM"));

    /// <summary>Stops it as a process manager does.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            using (var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                stop.WaitForExit();
            }

            if (!process.WaitForExit(LongestStop))
            {
                process.Kill();
                process.WaitForExit();
            }
        }

        process.Dispose();
    }

    private static ServerProcess Launch(string program, string[] arguments, int port, string firstTarget, bool isPinned)
    {
        var started = Process.Start(StartOf(program, arguments, isPinned))!;
        var clock = Stopwatch.StartNew();
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        var first = Request.Get(firstTarget);
        while (clock.Elapsed < LongestStart && !started.HasExited)
        {
            try
            {
                using var connection = new HttpConnection(port);
                connection.Send(first.Bytes);
                if (connection.Status == 200)
                {
                    return new ServerProcess(started, port, clock.Elapsed);
                }
            }
            catch (SocketException)
            {
                // It is waited for as long as it does not listen, and no longer where it ended.
                started.WaitForExit(2);
            }
        }

        started.Kill();
        throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} does not answer.");
    }

    private static ProcessStartInfo StartOf(string program, string[] arguments, bool isPinned)
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program, .. arguments] : [program, .. arguments];
        string[] all = isPinned && File.Exists("/usr/bin/taskset") ? ["taskset", "-c", "0", .. command] : command;
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment.Remove("ASPNETCORE_URLS");
        return start;
    }

    private double MegabytesOf(string field) =>
        File.ReadLines($"/proc/{process.Id}/status")
            .Where(line => line.StartsWith(field, StringComparison.Ordinal))
            .Select(line =>
                double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1000
            )
            .FirstOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
