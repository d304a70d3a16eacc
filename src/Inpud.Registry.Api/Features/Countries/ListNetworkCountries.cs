using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>A network's countries</summary>
/// <remarks>
/// The countries in the network's remit, and any others for which the registry holds evidence. Each row says whether the country is in the remit, and what the evidence says.
/// </remarks>
internal sealed class ListNetworkCountries(Database database, TimeProvider clock)
    : Endpoint<ListNetworkCountriesRequest, DatedList<NetworkCountry>>
{
    public override void Configure()
    {
        Get("/v1/networks/{network}/countries", "/v1/networks/{network}/countries.csv");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(ListNetworkCountriesRequest req, CancellationToken ct)
    {
        var (network, countries) = await NetworkAddress.ReadAsync(database, req.Network, (read, id) => ListAsync(read, id, req));
        await (countries is null ? NetworkAddress.MoveAsync(HttpContext, network) : Send.OkAsync(countries, ct));
    }

    private async Task<DatedList<NetworkCountry>> ListAsync(ReadSession read, string network, ListNetworkCountriesRequest req)
    {
        var language = Languages.Choose(HttpContext, req);
        var scope = new ListScope(HttpContext, req, language);
        var day = scope.DayOf(req, clock);
        var rows = await NetworkCountriesSql.ListAsync(read, network, day.Text, language, scope.Slice(req.Certainty, req.Sort == "-name"));
        return scope.Answer(day, rows, NetworkCountry.Of);
    }
}

internal sealed record ListNetworkCountriesRequest : DatedListRequest, IInALanguage
{
    /// <summary>The network's id.</summary>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";

    /// <inheritdoc cref="ListCountriesRequest.Lang"/>
    /// <example>en</example>
    public string? Lang { get; init; }

    /// <summary>The order: by name, from A to Z or, with <c>-name</c>, from Z to A.</summary>
    /// <example>name</example>
    public string? Sort { get; init; }
}

internal sealed class ListNetworkCountriesValidator : Validator<ListNetworkCountriesRequest>
{
    public ListNetworkCountriesValidator()
    {
        this.DatedListRules();
        this.LanguageRule();
        RuleFor(x => x.Sort).OneOf("name", "-name");
    }
}

/// <summary>A country of a network.</summary>
internal sealed record NetworkCountry : ICsvRow<NetworkCountry>
{
    /// <summary>The ISO 3166-1 alpha-2 code.</summary>
    /// <example>NO</example>
    public required string Code { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Norway</example>
    public required string Name { get; init; }

    /// <summary>True where the country is in the network's remit.</summary>
    public required bool InRemit { get; init; }

    /// <summary>What the evidence says as of the day: <c>certain</c>, <c>possible</c>, or <c>none</c> where the registry holds none.</summary>
    public required Certainty Documented { get; init; }

    /// <summary>Whether the country belongs in this list as of the day, by the remit or by the evidence.</summary>
    public required Certainty Certainty { get; init; }

    public static NetworkCountry Of(NetworkCountriesSql.Row row) =>
        new()
        {
            Code = row.RowId,
            Name = row.Name,
            InRemit = row.InRemit,
            Documented = Kebab.Parse<Certainty>(row.Documented),
            Certainty = row.Certainty,
        };
}
