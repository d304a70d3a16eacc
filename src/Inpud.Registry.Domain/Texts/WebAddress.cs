namespace Inpud.Registry.Domain.Texts;

/// <summary>An address on the web, as a source or a homepage has one. The registry never fetches it.</summary>
public static class WebAddress
{
    /// <summary>Whether the text is a whole address with https, or with http as well; one with a user name or a password in it is none.</summary>
    public static bool IsOne(string text, bool takesHttp) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (takesHttp && address.Scheme == Uri.UriSchemeHttp))
        && address.Host.Length > 0
        && address.UserInfo.Length == 0
        && !text.Any(char.IsWhiteSpace);

    /// <summary>How to write one.</summary>
    public static string Sentence(bool takesHttp) =>
        takesHttp
            ? "Write a whole address, such as https://example.org/minutes."
            : "Write a whole address that begins with https://, such as https://example.org.";
}
