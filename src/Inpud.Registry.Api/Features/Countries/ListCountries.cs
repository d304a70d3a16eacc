using FastEndpoints;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>Countries</summary>
/// <remarks>
/// The countries and territories of ISO 3166-1, and Kosovo. <c>remit</c> gives those that a network may admit from, <c>remit=none</c> those that lie in no regional
/// network's remit; <c>documentedBy</c> gives those for which the registry holds evidence. The list has each country once, however much evidence there is.
/// </remarks>
internal sealed class ListCountries(Database database, TimeProvider clock) : Endpoint<ListCountriesRequest, DatedList<CountryItem>>
{
    public override void Configure() => Get("/v1/countries", "/v1/countries.csv");

    public override async Task<DatedList<CountryItem>> ExecuteAsync(ListCountriesRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, new ListScope(HttpContext, req, language), req, language, clock);
    }

    /// <summary>The rows, as pages show them, too.</summary>
    public static async Task<DatedList<CountryItem>> ReadAsync(
        ReadSession read,
        ListScope scope,
        ListCountriesRequest req,
        string language,
        TimeProvider clock
    )
    {
        var day = scope.DayOf(req, clock);
        RefuseContradictions(req);
        var filter = new CountriesSql.Filter(day.Text, language)
        {
            Region = req.Region is null
                ? null
                : await CountryLookup.FindRegionOrNullAsync(read, req.Region) ?? throw Invalid.Region("region", req.Region),
            Remit = await NetworkAsync(read, "remit", req.Remit, "any", "none"),
            DocumentedBy = await NetworkAsync(read, "documentedBy", req.DocumentedBy, "any"),
            Evidence = req.Evidence,
            Standing = req.Standing == "any" ? null : req.Standing,
        };
        var rows = await CountriesSql.ListAsync(
            read,
            filter,
            scope.Slice(req.Certainty, req.Sort?[0] == '-'),
            req.Sort?.TrimStart('-') ?? "name"
        );
        return scope.Answer(day, rows, CountryItem.Of);
    }

    private static void RefuseContradictions(ListCountriesRequest req)
    {
        if (req.Evidence is not null && req.DocumentedBy is null)
        {
            throw Invalid.Contradiction(
                "evidence",
                "documentedBy",
                "'evidence' narrows 'documentedBy', which is missing. Add it, such as documentedBy=any."
            );
        }

        if (req.Standing is not null && req.Remit is not ("any" or "none") && req.DocumentedBy != "any")
        {
            throw Invalid.Contradiction(
                "standing",
                req.Remit is null ? "documentedBy" : "remit",
                "'standing' says which networks count for remit=any, remit=none or documentedBy=any; it says nothing of one network, or of none."
            );
        }
    }

    private static async Task<string?> NetworkAsync(ReadSession read, string name, string? value, params string[] words) =>
        value is null || words.Contains(value)
            ? value
            : await NetworkLookup.FindByIdOrNullAsync(read, value) ?? throw Invalid.Network(name, value);
}

internal sealed record ListCountriesRequest : DatedListRequest, IInALanguage
{
    /// <summary>Only countries in this region: its M49 number.</summary>
    /// <example>419</example>
    public string? Region { get; init; }

    /// <summary>Only countries in the remit of this network; <c>any</c> for the remit of any network, <c>none</c> for countries in no regional network's remit.</summary>
    /// <example>euronpud</example>
    public string? Remit { get; init; }

    /// <summary>Only countries for which the registry holds evidence that this network reaches them; <c>any</c> for any network.</summary>
    /// <example>euronpud</example>
    public string? DocumentedBy { get; init; }

    /// <summary>Only evidence of this kind counts for <c>documentedBy</c>.</summary>
    /// <example>member-group</example>
    public string? Evidence { get; init; }

    /// <summary>With <c>any</c> or <c>none</c>: count only networks with this standing towards INPUD as of the day. <c>any</c> counts all, as where it is left out.</summary>
    public string? Standing { get; init; }

    /// <summary>The language of the names: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>en</example>
    public string? Lang { get; init; }

    /// <summary>The order: by <c>name</c> in the language of the answer, or by <c>code</c>; a <c>-</c> in front reverses it.</summary>
    /// <example>name</example>
    public string? Sort { get; init; }
}

internal sealed class ListCountriesValidator : Validator<ListCountriesRequest>
{
    public ListCountriesValidator()
    {
        this.DatedListRules();
        this.LanguageRule();
        RuleFor(x => x.Evidence).OneOf(Kebab.Names<EvidenceKind>());
        RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        RuleFor(x => x.Sort).OneOf("name", "-name", "code", "-code");
    }
}
