using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>Who sends a request, as far as limits tell senders apart. A sender has a name that is made of its address with a secret of the nodes, so that none of them tells another an address.</summary>
internal sealed class Senders(byte[] secret)
{
    /// <summary>How many characters of the name are kept. Two senders of one hour do not have the same.</summary>
    private const int Length = 16;

    /// <summary>The sender: an IPv4 address, or the 64 bits of an IPv6 network, in which one subscriber can choose any address.</summary>
    public string Of(HttpContext context) => First(context.Connection.RemoteIpAddress, ipv4Bytes: 4, ipv6Bytes: 8);

    /// <summary>The sender, the network around it (24 bits of IPv4, 48 of IPv6), and the provider around that (16 and 32 bits), in which one owner can have many senders.</summary>
    public IReadOnlyList<string> WithNetworksOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return [Of(context), First(address, ipv4Bytes: 3, ipv6Bytes: 6), First(address, ipv4Bytes: 2, ipv6Bytes: 4)];
    }

    /// <summary>The name of the first bytes of an address. A service that listens on IPv6 sees IPv4 addresses inside IPv6 ones; they count as what they are.</summary>
    private string First(IPAddress? address, int ipv4Bytes, int ipv6Bytes)
    {
        if (address is null)
        {
            return "local";
        }

        var own = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var isIpv6 = own.AddressFamily == AddressFamily.InterNetworkV6;
        byte[] first = [isIpv6 ? (byte)6 : (byte)4, .. own.GetAddressBytes().AsSpan(0, isIpv6 ? ipv6Bytes : ipv4Bytes)];
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, first))[..Length];
    }
}
