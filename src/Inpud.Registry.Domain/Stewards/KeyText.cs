using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Inpud.Registry.Domain.Stewards;

/// <summary>The text of a key: a prefix by which people and scanners for leaked secrets recognise it, and 256 random bits.</summary>
public static class KeyText
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "inpud_";

    /// <summary>The number of random bytes in a key.</summary>
    public const int RandomBytes = 32;

    /// <summary>Makes a key from random bytes.</summary>
    public static string Of(ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomBytes)
        {
            throw new ArgumentException($"A key is made of {RandomBytes} random bytes.", nameof(random));
        }

        return Prefix + Base64Url.EncodeToString(random);
    }

    /// <summary>
    /// The hash that the database stores in place of a key. One round of SHA-256 is enough, deliberately not a slow password hash: nobody guesses 256 random bits.
    /// </summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>True where the text has the shape of a key.</summary>
    public static bool IsShaped(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Prefix.Length + 43 && text.StartsWith(Prefix, StringComparison.Ordinal);
    }
}
