namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that has one form alone, which is no data: a page, a picture, a list for search engines.</summary>
internal interface IOneForm
{
    /// <summary>The media type, with its parameters.</summary>
    static abstract string ContentType { get; }

    byte[] ToBytes();
}
