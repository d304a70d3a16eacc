using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>A request byte by byte, as no client library sends it. The connection ends with the answer.</summary>
internal static class RawRequest
{
    public static async Task<(string Head, string Body)> SendAsync(RegistryServer server, string request)
    {
        using var client = new TcpClient { ReceiveTimeout = 10_000 };
        await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(answer).WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (IOException)
        {
            // The server closes the connection while a part of an over-long request is on its way.
        }

        var text = Encoding.ASCII.GetString(answer.ToArray());
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..(end + 2)], text[(end + 4)..]);
    }
}
