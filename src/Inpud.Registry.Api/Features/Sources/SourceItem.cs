using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>A source.</summary>
internal sealed record SourceItem : ICsvRow<SourceItem>
{
    /// <summary>The id, by which facts cite it.</summary>
    /// <example>inpud-article</example>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    /// <example>INPUD: an encyclopaedia article</example>
    public required string Title { get; init; }

    /// <summary>The kind of source.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>Who published it; null where that is not known.</summary>
    public required string? Publisher { get; init; }

    /// <summary>Its address; null where it has none.</summary>
    public required string? Url { get; init; }

    /// <summary>The licence of its text or data, as SPDX identifier; null where none is stated.</summary>
    /// <example>CC-BY-SA-4.0</example>
    public required string? Licence { get; init; }

    /// <summary>The date at which it describes the world; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>What a reader should know of it; null where there is nothing.</summary>
    public required string? Note { get; init; }

    public static SourceItem Of(SourceRow row) =>
        new()
        {
            Id = row.Id,
            Title = row.Title,
            Kind = row.Kind,
            Publisher = row.Publisher,
            Url = row.Url,
            Licence = row.Licence,
            Observed = row.Observed,
            Note = row.Note,
        };
}
