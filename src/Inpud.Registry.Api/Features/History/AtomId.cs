using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Inpud.Registry.Api.Features.History;

/// <summary>
/// The ids of the feed and of its entries in Atom. An id never changes (RFC 4287, section 4.2.6): a reader shows an entry that has another one as news. So it is made neither of the address, which has
/// the host, nor of the cursor, which has the epoch.
/// </summary>
internal static class AtomId
{
    /// <summary>The feed of the registry, whoever serves it.</summary>
    public const string OfFeed = "urn:uuid:5b0c6f2e-8f2b-8d0a-9c41-6a7be4d2f913";

    /// <summary>It is made of what the entry shows, so that it tells nothing more. Two changes can have the same place only where a restore came between, and then they have different times.</summary>
    public static string Of(ChangeEntry entry)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{OfFeed}\n{entry.Place}\n{entry.At.UtcTicks}\n{entry.Resource}\n{entry.Id}"
        );
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        // A UUID that is made by a rule of its own has version 8 (RFC 9562, section 5.8).
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }
}
