using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>The proxies in front of the service, which say for whom they ask. Nobody else is believed: whoever could choose an address would be under no limit.</summary>
/// <remarks>
/// A proxy tells the client's address (<c>X-Forwarded-For</c>) and the scheme (<c>X-Forwarded-Proto</c>). The host is not taken from it: most proxies hand on whatever
/// <c>X-Forwarded-Host</c> a client sends, and <c>Registry:PublicUrl</c> says the host for certain.
/// </remarks>
internal static class TrustedProxies
{
    /// <summary>Reads a list of addresses and networks with commas between them.</summary>
    public static IEnumerable<string> Entries(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A sentence that says what is wrong with an entry; null where nothing is.</summary>
    public static string? MistakeOrNull(string entry)
    {
        if (NetworkOrNull(entry) is { } network)
        {
            return network.PrefixLength == 0
                ? $"'{entry}' is everybody. Name the addresses of your proxies alone: whoever is trusted can say that it asks for any address."
                : null;
        }

        return
            entry.Split('/') is [var address, var length]
            && AddressOrNull(address) is { } start
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= BitsOf(start)
            ? $"'{entry}' is no network, since its address goes on after its first {bits} bits. Write {StartOf(start, bits)}/{bits}."
            : $"'{entry}' is neither an address nor a network. Write one such as 10.0.0.7, 10.0.0.0/8 or fd00::/8.";
    }

    public static void AddTrustedProxies(this IServiceCollection services, string list) =>
        // After all others: the framework's ASPNETCORE_FORWARDEDHEADERS_ENABLED would have the service believe everybody.
        services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var entry in Entries(list))
            {
                options.KnownIPNetworks.Add(NetworkOrNull(entry)!.Value);
            }

            // The framework takes an empty list to mean everybody.
            options.ForwardedHeaders =
                options.KnownIPNetworks.Count == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Proxies can stand behind one another. Each is believed only where it is trusted, so that the count of them needs no limit.
            options.ForwardLimit = null;
            // A proxy that tells the scheme tells it once, however many addresses there are.
            options.RequireHeaderSymmetry = false;
        });

    /// <summary>The network, which has one address where the entry names an address; null where it is neither.</summary>
    private static IPNetwork? NetworkOrNull(string entry)
    {
        if (AddressOrNull(entry) is { } address)
        {
            return new IPNetwork(address, BitsOf(address));
        }

        // The framework cuts off what goes on after the network's bits. Somebody who writes that may mean one address, and would trust many.
        return
            entry.Split('/') is [var start, _]
            && AddressOrNull(start) is { } first
            && IPNetwork.TryParse(entry, out var network)
            && network.BaseAddress.Equals(first)
            ? network
            : null;
    }

    /// <summary>The address; null for what only the framework takes for one, such as <c>10.1</c>, which it reads as 10.0.0.1.</summary>
    private static IPAddress? AddressOrNull(string text) =>
        IPAddress.TryParse(text, out var address)
        && (
            address.AddressFamily == AddressFamily.InterNetworkV6
                ? !text.Contains('[', StringComparison.Ordinal)
                : address.ToString() == text
        )
            ? address.IsIPv4MappedToIPv6
                ? address.MapToIPv4()
                : address
            : null;

    private static int BitsOf(IPAddress address) => address.GetAddressBytes().Length * 8;

    private static IPAddress StartOf(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
