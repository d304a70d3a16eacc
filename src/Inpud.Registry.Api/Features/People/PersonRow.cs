using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.People;

/// <summary>A row of <c>people</c>, for stewards, or of <c>public_people</c>, for everybody.</summary>
internal sealed record PersonRow : SourcedRow
{
    public required string Id { get; init; }
    public required string? Slug { get; init; }
    public required string Name { get; init; }

    [Column("visibility")]
    public required string VisibilityText { get; init; }

    public required string? KeptBy { get; init; }

    [Column("distinct_from")]
    public required string? DistinctFromJson { get; init; }
    public IReadOnlyList<string>? DistinctFrom =>
        DistinctFromJson is null ? null : JsonSerializer.Deserialize<IReadOnlyList<string>>(DistinctFromJson);

    [Column("withdrawn")]
    public required string? WithdrawnText { get; init; }
    public DateTimeOffset? Withdrawn => Instant.ParseOrNull(WithdrawnText);
}
