using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>A row of <c>seat_terms</c> or of <c>public_seat_terms</c>.</summary>
internal sealed record SeatTermRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required string? PersonId { get; init; }

    /// <summary>True where a person holds it whom the row does not tell; else null.</summary>
    public required bool? PersonWithheld { get; init; }
    public required string? Country { get; init; }
    public required string? Place { get; init; }

    /// <summary>The person's name, where the query selects it. The table has no such column.</summary>
    public string? PersonName { get; init; }
}
