using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A row of <c>group_former_values</c> or of <c>public_group_former_values</c>.</summary>
internal sealed record GroupFormerValueRow : FormerValueRow
{
    public GroupAttribute Attribute => Kebab.Parse<GroupAttribute>(AttributeText);

    public required string? Country { get; init; }
    public required string? Subdivision { get; init; }
    public required string? Place { get; init; }

    [Column("type")]
    public required string? TypeText { get; init; }
    public GroupType? Type => Kebab.ParseOrNull<GroupType>(TypeText);

    public required bool? LedByPeopleWhoUseDrugs { get; init; }
    public required string? LeadershipBasis { get; init; }
}
