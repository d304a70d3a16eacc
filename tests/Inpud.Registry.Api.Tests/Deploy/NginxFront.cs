using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>nginx with the configuration of the repository, in front of nodes of a test. The ports, the files and the addresses of the nodes are the test's; all else is as it stands there.</summary>
internal sealed class NginxFront : IAsyncDisposable
{
    public const string Host = "registry.example.org";

    private readonly string folder = Directory.CreateTempSubdirectory("registry-nginx-").FullName;
    private readonly StringBuilder log = new();
    private readonly X509Certificate2 certificate;
    private readonly List<HttpClient> clients = [];
    private Process? nginx;

    /// <param name="first">The port of one node on this machine.</param>
    /// <param name="second">The port of another.</param>
    /// <param name="others">The ports of others, whose lines are as that of the second.</param>
    public NginxFront(int first, int second, params int[] others)
    {
        certificate = MakeCertificate();
        File.WriteAllText(Path.Combine(folder, "registry.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "registry.key"), certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(Path.Combine(folder, "temp"));
        var configuration = File.ReadAllText(Repository.PathOf("deploy", "nginx", "registry.conf"));
        foreach (
            var (from, to) in new[]
            {
                ("node-1:8080", $"127.0.0.1:{first}"),
                ("node-2:8080", $"127.0.0.1:{second}"),
                ("listen 443 ssl", $"listen 127.0.0.1:{Port} ssl"),
                ("listen 80 ", $"listen 127.0.0.1:{PlainPort} "),
                ("/var/cache/nginx/registry", Path.Combine(folder, "cache")),
                ("/run/registry-read-only", ReadOnlyFile),
                ("/etc/nginx/tls/registry", Path.Combine(folder, "registry")),
            }
        )
        {
            Assert.That(configuration, Does.Contain(from), "the test puts its own place in");
            configuration = configuration.Replace(from, to, StringComparison.Ordinal);
        }

        var line = $"server 127.0.0.1:{second} ";
        configuration = configuration.Replace(
            line,
            string.Concat(others.Select(other => $"server 127.0.0.1:{other} max_fails=2 fail_timeout=5s;\n    ")) + line,
            StringComparison.Ordinal
        );
        File.WriteAllText(Path.Combine(folder, "registry.conf"), configuration);
        File.WriteAllText(
            Path.Combine(folder, "nginx.conf"),
            $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            worker_processes 1;
            pid {{folder}}/pid;
            error_log stderr notice;
            events { worker_connections 256; }
            http {
                access_log {{folder}}/access.log;
                client_body_temp_path {{folder}}/temp/body;
                proxy_temp_path {{folder}}/temp/proxy;
                fastcgi_temp_path {{folder}}/temp/fastcgi;
                uwsgi_temp_path {{folder}}/temp/uwsgi;
                scgi_temp_path {{folder}}/temp/scgi;
                include {{folder}}/registry.conf;
            }
            """
        );
    }

    public int Port { get; } = FreePort();

    public int PlainPort { get; } = FreePort();

    /// <summary>The file whose being there stops writes.</summary>
    public string ReadOnlyFile => Path.Combine(folder, "read-only");

    /// <summary>What it wrote to its log, with that of the requests.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log + File.ReadAllText(Path.Combine(folder, "access.log"));
            }
        }
    }

    /// <summary>The bytes of every file that it made: kept answers, and bodies that did not stay in memory.</summary>
    public IReadOnlyList<byte[]> Files =>
        [
            .. new[] { "cache", "temp" }
                .Select(name => Path.Combine(folder, name))
                .SelectMany(part => Directory.GetFiles(part, "*", SearchOption.AllDirectories))
                .Select(File.ReadAllBytes),
        ];

    /// <summary>What <c>nginx -t</c> says of the configuration.</summary>
    public Task<string> CheckAsync() => Tool.RunAsync(folder, Program(), "-t", "-p", folder, "-c", Path.Combine(folder, "nginx.conf"));

    public async Task StartAsync()
    {
        nginx = Process.Start(
            new ProcessStartInfo(Program(), ["-p", folder, "-c", Path.Combine(folder, "nginx.conf")])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        nginx.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.AppendLine(line.Data);
            }
        };
        nginx.BeginErrorReadLine();
        for (var until = Environment.TickCount64 + 10_000; ; await Task.Delay(20))
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (Environment.TickCount64 < until && !nginx.HasExited) { }
        }
    }

    /// <summary>A client of the registry at its public address, which connects from an address of this machine.</summary>
    public HttpClient Client(string from = "127.0.0.1")
    {
        var client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectCallback = async (context, ct) => await ConnectAsync(from, context.DnsEndPoint.Port == 443 ? Port : PlainPort, ct),
                SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => IsOurs(shown) },
            }
        )
        {
            BaseAddress = new Uri($"https://{Host}"),
        };
        clients.Add(client);
        return client;
    }

    /// <summary>Sends bytes as they are, and reads the answer to its end.</summary>
    public async Task<string> SendAsync(string request)
    {
        await using var tls = new SslStream(
            await ConnectAsync("127.0.0.1", Port, CancellationToken.None),
            leaveInnerStreamOpen: false,
            (_, shown, _, _) => IsOurs(shown)
        );
        await tls.AuthenticateAsClientAsync(Host);
        var bytes = Encoding.ASCII.GetBytes(request);
        try
        {
            await tls.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The answer can come before all was sent.
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        // nginx waits for the rest of a body that it refused, and the test does not wait with it.
        while (!IsWhole(Encoding.UTF8.GetString(answer.ToArray())) && await tls.ReadAsync(buffer, limit.Token) is > 0 and var read)
        {
            answer.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private bool IsOurs(X509Certificate? shown) =>
        shown?.GetCertHashString(HashAlgorithmName.SHA256) == certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static bool IsWhole(string answer) =>
        answer.Split("\r\n\r\n", 2) is [var head, var body]
        && Regex.Match(head, @"Content-Length: (\d+)", RegexOptions.IgnoreCase) is { Success: true } length
        && body.Length >= int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        if (nginx is not null)
        {
            await Tool.RunAsync("/", "kill", "-TERM", nginx.Id.ToString(CultureInfo.InvariantCulture));
            await nginx.WaitForExitAsync();
            nginx.Dispose();
        }

        certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<NetworkStream> ConnectAsync(string from, int port, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Debian puts it where the path of a user does not lead.</summary>
    private static string Program() => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(RegistryServer.Start.AddYears(-1), RegistryServer.Start.AddYears(30));
    }
}
