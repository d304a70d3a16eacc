namespace Inpud.Registry.Domain.Provenance;

/// <summary>What kind of thing a source is.</summary>
public enum SourceKind
{
    /// <summary>A text, such as an article, a letter or minutes.</summary>
    Article,

    /// <summary>A published set of reference data.</summary>
    Dataset,

    /// <summary>A decision of this registry's curators, with its reasons.</summary>
    Curation,

    /// <summary>An article of an encyclopaedia.</summary>
    EncyclopaediaArticle,
}

/// <summary>Where a fact is from.</summary>
/// <param name="Source">The id of the source.</param>
/// <param name="Locator">The part of the source, such as a heading; null where the source is short.</param>
/// <param name="Note">What else a reader must know, such as a mistake that the source prints; null where there is nothing.</param>
public sealed record Citation(string Source, string? Locator, string? Note);
