namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that has one form alone, which is no data: a page, a picture, a list for search engines.</summary>
internal interface IOneForm
{
    /// <summary>The media type, with its parameters.</summary>
    static abstract string ContentType { get; }

    byte[] ToBytes();
}

/// <summary>An answer that is made of what the registry holds today, at an address outside <c>/v1</c>.</summary>
internal interface IOfTheRegistry;

/// <summary>A page.</summary>
/// <param name="Text">The whole document.</param>
internal sealed record HtmlPage(string Text) : IOneForm, IOfTheRegistry
{
    public static string ContentType => "text/html; charset=utf-8";

    public byte[] ToBytes() => System.Text.Encoding.UTF8.GetBytes(Text);
}
