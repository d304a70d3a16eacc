using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>The board: its seats and offices</summary>
/// <remarks>
/// Each network has a seat; Chair, Vice Chair and Treasurer are offices. A place is <c>filled</c> or <c>vacant</c> where the registry knows so for the day, and
/// <c>unknown</c> where it does not: a silent source does not show a vacancy. The terms say who held, or may have held, the place on that day. Where
/// <c>personWithheld</c> is true, somebody held it, and the name is not public.
/// </remarks>
internal sealed class ListBoard(Database database, TimeProvider clock) : Endpoint<ListBoardRequest, DatedList<BoardPlace>>
{
    public override void Configure() => Get("/v1/board", "/v1/board.csv");

    public override async Task<DatedList<BoardPlace>> ExecuteAsync(ListBoardRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, new ListScope(HttpContext, req), req, clock);
    }

    /// <summary>The rows, as the page of INPUD shows them, too.</summary>
    public static async Task<DatedList<BoardPlace>> ReadAsync(ReadSession read, ListScope scope, ListBoardRequest req, TimeProvider clock)
    {
        var day = scope.DayOf(req, clock);
        var rows = await BoardSql.ListAsync(read, day.Text, req.Kind, req.State, scope.Slice(req.Certainty));
        var seatTerms = await BoardSql.SeatTermsAsync(read, day.Text);
        var officeTerms = await BoardSql.OfficeTermsAsync(read, day.Text);
        return scope.Answer(
            day,
            rows,
            row =>
                BoardPlace.Of(
                    row,
                    row.NetworkId is { } network ? seatTerms[network].Select(BoardTerm.Of) : officeTerms[row.OfficeId!].Select(BoardTerm.Of)
                )
        );
    }
}

internal sealed record ListBoardRequest : DatedListRequest
{
    /// <summary>Only seats, or only offices.</summary>
    /// <example>seat</example>
    public string? Kind { get; init; }

    /// <summary>Only places that are <c>filled</c>, <c>vacant</c> or <c>unknown</c> as of the day.</summary>
    /// <example>vacant</example>
    public string? State { get; init; }
}

internal sealed class ListBoardValidator : Validator<ListBoardRequest>
{
    public ListBoardValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Kind).OneOf(Kebab.Names<BoardPlaceKind>());
        RuleFor(x => x.State).OneOf(Kebab.Names<BoardPlaceState>());
    }
}
