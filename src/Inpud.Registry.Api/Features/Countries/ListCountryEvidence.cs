using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>The evidence of a country</summary>
/// <remarks>
/// Every record that shows that a network reaches the country as of the day: a member group, headquarters, a representative. The list is in the order of the networks' ids. The address takes
/// any of the three codes.
/// </remarks>
internal sealed class ListCountryEvidence(Database database, TimeProvider clock)
    : Endpoint<ListCountryEvidenceRequest, DatedList<CountryEvidence>>
{
    public override void Configure()
    {
        Get("/v1/countries/{code}/evidence", "/v1/countries/{code}/evidence.csv");
        Options(route => route.WithMetadata(new SendsHeader("Content-Location")));
    }

    public override async Task<DatedList<CountryEvidence>> ExecuteAsync(ListCountryEvidenceRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        var day = scope.DayOf(req, clock);
        await using var read = await database.ReadAsync();
        var code = await CountryAddress.FindAsync(read, req.Code);
        var ending = SiblingAddresses.EndingOf(HttpContext.Request.Path.Value!);
        HttpContext.Response.Headers.ContentLocation = PublicAddress.Reference(
            $"/v1/countries/{code}/evidence{ending}{HttpContext.Request.QueryString}"
        );
        var filter = new CountryEvidenceSql.Filter(code, day.Text)
        {
            Network = req.Network is null
                ? null
                : await NetworkLookup.FindByIdOrNullAsync(read, req.Network) ?? throw Invalid.Network("network", req.Network),
            Kind = req.Kind,
        };
        var rows = await CountryEvidenceSql.ListAsync(read, filter, scope.Slice(req.Certainty));
        return scope.Answer(day, rows, CountryEvidence.Of);
    }
}

internal sealed record ListCountryEvidenceRequest : DatedListRequest
{
    /// <inheritdoc cref="GetCountryRequest.Code"/>
    /// <example>KE</example>
    public string Code { get; init; } = "";

    /// <summary>Only evidence that this network reaches the country.</summary>
    /// <example>africanpud</example>
    public string? Network { get; init; }

    /// <summary>Only evidence of this kind.</summary>
    /// <example>headquarters</example>
    public string? Kind { get; init; }
}

internal sealed class ListCountryEvidenceValidator : Validator<ListCountryEvidenceRequest>
{
    public ListCountryEvidenceValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Kind).OneOf(Kebab.Names<EvidenceKind>());
    }
}

/// <summary>A piece of evidence that a network reaches the country.</summary>
internal sealed record CountryEvidence : ICsvRow<CountryEvidence>
{
    /// <summary>The network's id.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>What shows it.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The id of the group, of the headquarters or of the representative's term; null for a group that agreed to be counted and not to be named.</summary>
    /// <example>africanpud-ke</example>
    public required string? Record { get; init; }

    /// <summary>The group's or the representative's name, or the place of the headquarters.</summary>
    /// <example>KE</example>
    public required string Label { get; init; }

    /// <summary>Whether the evidence holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the evidence.</summary>
    public required Citation Citation { get; init; }

    public static CountryEvidence Of(CountryEvidenceSql.Row row) =>
        new()
        {
            Network = row.NetworkId,
            Kind = Kebab.Parse<EvidenceKind>(row.Kind),
            Record = row.Record,
            Label = row.Label,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };
}
