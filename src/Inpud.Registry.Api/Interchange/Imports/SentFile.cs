namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>A file that somebody sent to import.</summary>
/// <param name="Content">The content; it can be read more than once.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Charset">The charset in which it is said to be; null where nothing was said. A bundle and a workbook say it themselves.</param>
internal sealed record SentFile(Stream Content, ImportedFile Kind, string? Charset)
{
    /// <summary>Looks at the content.</summary>
    /// <exception cref="Storage.StorageException">It is nothing that an import reads; the message says what it is, and what to send instead.</exception>
    public static SentFile Of(Stream content, string? charset) => new(content, FileKinds.Look(content), charset);
}
