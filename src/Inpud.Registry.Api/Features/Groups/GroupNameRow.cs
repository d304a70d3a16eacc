using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A row of <c>group_names</c> or of <c>public_group_names</c>.</summary>
internal sealed record GroupNameRow : FurtherNameRow
{
    public GroupNameKind Kind => Kebab.Parse<GroupNameKind>(KindText);
}
