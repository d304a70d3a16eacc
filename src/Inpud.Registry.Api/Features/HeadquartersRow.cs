using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features;

/// <summary>A row of <c>headquarters</c> or of <c>public_headquarters</c>. It is outside Coverage because networks show their headquarters, too.</summary>
internal sealed record HeadquartersRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required string Country { get; init; }
    public required string? Place { get; init; }
}
