using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Inpud.Registry.Benchmarks.Driving;

/// <summary>A connection that sends one request after the other and reads each answer whole. It blocks: on one processor, threads that wait cost less than the framework's asynchronous client.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int headerLength;

    public HttpConnection(int port)
    {
        socket.ReceiveTimeout = (int)TimeSpan.FromMinutes(5).TotalMilliseconds;
        socket.Connect(IPAddress.Loopback, port);
    }

    public int Status { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Body => buffer.AsSpan(headerLength, Length);

    /// <summary>The value of a header of the last answer; null where it has none.</summary>
    public string? HeaderOrNull(string name)
    {
        var head = Encoding.ASCII.GetString(buffer, 0, headerLength);
        var at = head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : head[(at + name.Length + 4)..head.IndexOf("\r\n", at + 2, StringComparison.Ordinal)];
    }

    /// <summary>All headers of the last answer but those that a server makes itself.</summary>
    public IEnumerable<(string Name, string Value)> Headers() =>
        Encoding
            .ASCII.GetString(buffer, 0, headerLength)
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .Where(header => header[0] is not ("Date" or "Content-Length" or "Transfer-Encoding"))
            .Select(header => (header[0], header[1]));

    public void Send(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0)
        {
            request = request[socket.Send(request)..];
        }

        var read = 0;
        while ((headerLength = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) + 4) < 4)
        {
            read += Receive(read);
        }

        var head = buffer.AsSpan(0, headerLength);
        Status = ((head[9] - '0') * 100) + ((head[10] - '0') * 10) + (head[11] - '0');
        if (LengthOrNull(head) is not { } length)
        {
            ReadChunks(read);
            return;
        }

        Length = length;
        while (read < headerLength + Length)
        {
            read += Receive(read);
        }
    }

    /// <summary>Only answers to stewards come in chunks.</summary>
    private void ReadChunks(int read)
    {
        Length = 0;
        for (var at = headerLength; ; )
        {
            int end;
            while ((end = buffer.AsSpan(at, read - at).IndexOf("\r\n"u8)) < 0)
            {
                read += Receive(read);
            }

            var size = int.Parse(buffer.AsSpan(at, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += end + 2;
            while (read < at + size + 2)
            {
                read += Receive(read);
            }

            buffer.AsSpan(at, size).CopyTo(buffer.AsSpan(headerLength + Length));
            Length += size;
            at += size + 2;
            if (size == 0)
            {
                return;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private int Receive(int at)
    {
        if (at == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 4);
        }

        var count = socket.Receive(buffer.AsSpan(at));
        return count > 0 ? count : throw new InvalidOperationException("The server closed the connection.");
    }

    private int? LengthOrNull(ReadOnlySpan<byte> head)
    {
        // Kestrel writes the one, and Node the other.
        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        at = at < 0 ? head.IndexOf("content-length: "u8) : at;
        if (at < 0)
        {
            return Status is 304 or 204 ? 0 : null;
        }

        var length = 0;
        foreach (var digit in head[(at + name.Length)..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            length = (length * 10) + (digit - '0');
        }

        return Status == 304 ? 0 : length;
    }
}
