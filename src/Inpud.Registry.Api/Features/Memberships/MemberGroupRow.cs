namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>What a network sees of a group that is its member.</summary>
internal sealed record MemberGroupRow
{
    public string Name { get; init; } = "";
    public string Country { get; init; } = "";
}
