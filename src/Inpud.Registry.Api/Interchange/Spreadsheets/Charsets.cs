using System.Text;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>The charsets that a file may be said to have: those that .NET knows, those of older systems included.</summary>
internal static class Charsets
{
    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>An encoding that fails at bytes that it does not have; null where no charset is named.</summary>
    /// <exception cref="StorageException">Nobody knows the charset.</exception>
    public static Encoding? FindOrNull(string? name)
    {
        if (name is null)
        {
            return null;
        }

        try
        {
            return Encoding.GetEncoding(name.Trim(' ', '"', '\''), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new StorageException(
                $"There is no charset '{name}'. Write its name as IANA lists it, such as utf-8, utf-16, windows-1252, windows-1251 or windows-1256.",
                e
            );
        }
    }
}
