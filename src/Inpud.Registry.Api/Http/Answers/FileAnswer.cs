namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that is a file, in one of several forms. The first form is the default.</summary>
internal interface IFileAnswer
{
    /// <summary>The media types, each with its name in <c>format</c>.</summary>
    static abstract IReadOnlyDictionary<string, string> Extensions { get; }
}
