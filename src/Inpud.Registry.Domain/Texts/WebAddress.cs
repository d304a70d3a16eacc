namespace Inpud.Registry.Domain.Texts;

/// <summary>A web address, such as that of a source or a homepage. The registry never fetches it.</summary>
public static class WebAddress
{
    /// <summary>True where the text is a whole https address, or, with <paramref name="takesHttp"/>, an http one. An address with a user name or a password is refused.</summary>
    public static bool IsOne(string text, bool takesHttp) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (takesHttp && address.Scheme == Uri.UriSchemeHttp))
        && address.Host.Length > 0
        && address.UserInfo.Length == 0
        && !text.Any(char.IsWhiteSpace);

    /// <summary>How to write such an address.</summary>
    public static string Sentence(bool takesHttp) =>
        takesHttp
            ? "Write a whole address, such as https://example.org/minutes."
            : "Write a whole address that begins with https://, such as https://example.org.";
}
