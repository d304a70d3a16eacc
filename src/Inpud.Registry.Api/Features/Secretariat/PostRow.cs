using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>A row of <c>posts</c> or of <c>public_posts</c>.</summary>
internal sealed record PostRow : SourcedRow
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required int Position { get; init; }
    public required bool? Single { get; init; }

    [Column("withdrawn")]
    public required string? WithdrawnText { get; init; }
    public DateTimeOffset? Withdrawn => Instant.ParseOrNull(WithdrawnText);
}
