using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A row of <c>seats</c>: a network has at most one seat on the board.</summary>
internal sealed record SeatRow : FactRow;
