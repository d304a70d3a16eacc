using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>seats</c>: a network has a seat on the board, or none.</summary>
internal sealed record SeatRow : FactRow;
