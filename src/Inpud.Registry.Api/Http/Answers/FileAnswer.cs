namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that is a file, in one of several forms; the first is the one that is given unasked.</summary>
internal interface IFileAnswer
{
    /// <summary>The media types, each with what <c>format</c> calls it.</summary>
    static abstract IReadOnlyDictionary<string, string> Extensions { get; }
}
