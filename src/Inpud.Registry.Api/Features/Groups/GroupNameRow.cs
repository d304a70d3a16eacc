using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A row of <c>group_names</c> or of <c>public_group_names</c>.</summary>
internal sealed record GroupNameRow : SourcedRow
{
    public required string Name { get; init; }

    [Column("kind")]
    public required string KindText { get; init; }
    public GroupNameKind Kind => Kebab.Parse<GroupNameKind>(KindText);
}
