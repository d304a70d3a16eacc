using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>A network's representatives on the board</summary>
/// <remarks>Who certainly or possibly represented the network on the day. A row without a person is a vacancy that a source shows, or, where <c>personWithheld</c> is true, a seat whose holder is not named in public.</remarks>
internal sealed class ListRepresentatives(Database database, TimeProvider clock)
    : Endpoint<ListRepresentativesRequest, DatedList<Representative>>
{
    public override void Configure()
    {
        Get("/v1/networks/{network}/representatives", "/v1/networks/{network}/representatives.csv");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(ListRepresentativesRequest req, CancellationToken ct)
    {
        var (network, representatives) = await NetworkAddress.ReadAsync(
            database,
            req.Network,
            (read, id) => ReadAsync(read, new ListScope(HttpContext, req), id, req, clock)
        );
        await (representatives is null ? NetworkAddress.MoveAsync(HttpContext, network) : Send.OkAsync(representatives, ct));
    }

    /// <summary>The rows, as the page of the network shows them, too.</summary>
    public static async Task<DatedList<Representative>> ReadAsync(
        ReadSession read,
        ListScope scope,
        string network,
        ListRepresentativesRequest req,
        TimeProvider clock
    )
    {
        var day = scope.DayOf(req, clock);
        var rows = await RepresentativesSql.ListAsync(read, network, day.Text, scope.Slice(req.Certainty));
        return scope.Answer(day, rows, row => Representative.Of(network, row));
    }
}

internal sealed record ListRepresentativesRequest : DatedListRequest
{
    /// <summary>The network's id.</summary>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";
}

internal sealed class ListRepresentativesValidator : Validator<ListRepresentativesRequest>
{
    public ListRepresentativesValidator() => this.DatedListRules();
}

/// <summary>A term on a network's seat.</summary>
internal sealed record Representative : ICsvRow<Representative>
{
    /// <summary>The term's id.</summary>
    /// <example>wg5z7-q8rx4</example>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    /// <example>lanpud</example>
    public required string Network { get; init; }

    /// <inheritdoc cref="BoardTerm.Person"/>
    /// <example>5rc6f-byw2b</example>
    public required string? Person { get; init; }

    /// <inheritdoc cref="BoardTerm.Name"/>
    /// <example>Ernesto Cortes</example>
    public required string? Name { get; init; }

    /// <summary>The country that the representative is from, as alpha-2 code; null for a vacancy, and where the name is withheld.</summary>
    /// <example>CR</example>
    public required string? Country { get; init; }

    /// <inheritdoc cref="BoardTerm.Place"/>
    public required string? Place { get; init; }

    /// <inheritdoc cref="BoardTerm.Period"/>
    public required Period Period { get; init; }

    /// <inheritdoc cref="BoardTerm.Observed"/>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <inheritdoc cref="BoardTerm.Certainty"/>
    public required Certainty Certainty { get; init; }

    /// <inheritdoc cref="BoardTerm.Citation"/>
    public required Citation Citation { get; init; }

    /// <inheritdoc cref="BoardTerm.PersonWithheld"/>
    /// <example>false</example>
    public required bool PersonWithheld { get; init; }

    public static Representative Of(string network, SeatTermRow row) =>
        new()
        {
            Id = row.Id,
            Network = network,
            Person = row.PersonId,
            Name = row.PersonName,
            Country = row.Country,
            Place = row.Place,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
            PersonWithheld = row.PersonWithheld is true,
        };
}
