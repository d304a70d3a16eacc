using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>One country</summary>
/// <remarks>
/// Its codes, names and regions, the networks that have it in their remit, and the first of the evidence that a network reaches it. The address takes any of the three codes, in upper or
/// lower case. The Content-Location header has the address with the alpha-2 code.
/// </remarks>
internal sealed class GetCountry(Database database, TimeProvider clock) : Endpoint<GetCountryRequest, CountryDetails>
{
    public override void Configure()
    {
        Get("/v1/countries/{code}");
        Options(route => route.WithMetadata(new SendsHeader("Content-Location")));
    }

    public override async Task<CountryDetails> ExecuteAsync(GetCountryRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        await using var read = await database.ReadAsync();
        var code = await CountryAddress.FindAsync(read, req.Code);
        HttpContext.Response.Headers.ContentLocation = PublicAddress.Reference($"/v1/countries/{code}{HttpContext.Request.QueryString}");
        return await CountryDetailsSql.ReadAsync(read, code, AskedDay.Of(req, clock), language);
    }
}

internal sealed record GetCountryRequest : IDated, IInALanguage
{
    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>KE</example>
    public string Code { get; init; } = "";

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Lang"/>
    /// <example>en</example>
    public string? Lang { get; init; }
}

internal sealed class GetCountryValidator : Validator<GetCountryRequest>
{
    public GetCountryValidator()
    {
        RuleFor(x => x.AsOf).IsADayUntilToday(this);
        this.LanguageRule();
    }
}
