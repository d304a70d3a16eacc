using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Organisations that INPUD works with</summary>
/// <remarks>Funders and co-publishers, each with what the source says of the partnership. A co-publisher is a partner as of the time of the publication: ask with <c>asOf</c>.</remarks>
internal sealed class ListPartners(Database database, TimeProvider clock) : Endpoint<ListPartnersRequest, DatedList<Partner>>
{
    public override void Configure() => Get("/v1/partners", "/v1/partners.csv");

    public override async Task<DatedList<Partner>> ExecuteAsync(ListPartnersRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        await using var read = await database.ReadAsync();
        var rows = await PartnersSql.ListAsync(read, scope.Slice(req.Certainty, req.Sort == "-name"), day.Text, req.Role);
        return scope.Answer(day, rows, Partner.Of);
    }
}

internal sealed record ListPartnersRequest : DatedListRequest
{
    /// <summary>Only partners in this role.</summary>
    /// <example>funder</example>
    public string? Role { get; init; }

    /// <summary>The order: by name, from A to Z or, with <c>-name</c>, from Z to A.</summary>
    /// <example>name</example>
    public string? Sort { get; init; }
}

internal sealed class ListPartnersValidator : Validator<ListPartnersRequest>
{
    public ListPartnersValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Role).OneOf(Kebab.Names<PartnerRole>());
        RuleFor(x => x.Sort).OneOf("name", "-name");
    }
}

/// <summary>An organisation and its partnership with INPUD.</summary>
internal sealed record Partner : ICsvRow<Partner>
{
    /// <summary>The id.</summary>
    /// <example>robert-carr-fund</example>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    /// <example>Robert Carr Fund</example>
    public required string Name { get; init; }

    /// <summary>The abbreviation; null where none is in use.</summary>
    /// <example>UNODC</example>
    public required string? Abbreviation { get; init; }

    /// <summary>The role: <c>funder</c> or <c>co-publisher</c>.</summary>
    /// <example>funder</example>
    public required string Role { get; init; }

    /// <summary>The partnership, in the registry's own words.</summary>
    public required string Summary { get; init; }

    /// <summary>The document that was published together, see <c>/v1/documents</c>; null where there is none.</summary>
    /// <example>practical-guide</example>
    public required string? Document { get; init; }

    /// <summary>The time of the partnership.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw the partnership; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether the partnership holds on the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    public static Partner Of(PartnersSql.Row row) =>
        new()
        {
            Id = row.RowId,
            Name = row.Name,
            Abbreviation = row.Abbreviation,
            Role = row.Role,
            Summary = row.Summary,
            Document = row.DocumentId,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };
}
