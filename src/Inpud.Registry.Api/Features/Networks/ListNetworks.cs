using System.Text.Json.Serialization;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>The networks</summary>
/// <remarks>
/// INPUD's constituent networks, unless <c>standing</c> names another standing: two more networks hold seats on the board without being named as constituents.
/// <c>country</c> gives the networks that have a country in their remit, <c>documents</c> those for which the registry holds evidence that they reach it.
/// </remarks>
internal sealed class ListNetworks(Database database, TimeProvider clock) : Endpoint<ListNetworksRequest, DatedList<NetworkItem>>
{
    public override void Configure() => Get("/v1/networks", "/v1/networks.csv");

    public override async Task<DatedList<NetworkItem>> ExecuteAsync(ListNetworksRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, new ListScope(HttpContext, req), req, clock);
    }

    /// <summary>The rows, as the page of INPUD shows them, too.</summary>
    public static async Task<DatedList<NetworkItem>> ReadAsync(
        ReadSession read,
        ListScope scope,
        ListNetworksRequest req,
        TimeProvider clock
    )
    {
        var day = scope.DayOf(req, clock);
        if (req.Evidence is not null && req.Documents is null)
        {
            throw Invalid.Contradiction(
                "evidence",
                "documents",
                "'evidence' narrows 'documents', which is missing. Add the country, such as documents=KE."
            );
        }

        if (req.Network is not null && req.Standing is not null)
        {
            throw Invalid.Contradiction("standing", "network", "'standing' chooses among networks; 'network' names one.");
        }

        var filter = new NetworksSql.Filter(
            day.Text,
            req.Network is null
                ? null
                : await NetworkLookup.FindByIdOrNullAsync(read, req.Network) ?? throw Invalid.Network("network", req.Network),
            req.Standing ?? (req.Network is null ? Kebab.Text(NetworkStanding.Constituent) : "any"),
            req.Kind,
            await NamedCountryAsync(read, "country", req.Country),
            await CountryAsync(read, "documents", req.Documents),
            req.Evidence
        );
        var rows = await NetworksSql.ListAsync(read, filter, scope.Slice(req.Certainty, req.Sort == "-name"));
        return scope.Answer(day, rows, NetworkItem.Of);
    }

    private static async Task<string?> NamedCountryAsync(ReadSession read, string name, string? value) =>
        value is null ? null : await CountryLookup.FindByNameOrNullAsync(read, value) ?? await CountryAsync(read, name, value);

    private static async Task<string?> CountryAsync(ReadSession read, string name, string? value) =>
        value is null
            ? null
            : await CountryLookup.FindOrNullAsync(read, value)
                ?? throw Invalid.Country(name, value, await CountryLookup.HintAsync(read, value));
}

internal sealed record ListNetworksRequest : DatedListRequest
{
    /// <summary>Only this network, whatever its standing.</summary>
    public string? Network { get; init; }

    /// <summary>Only networks of this kind: <c>regional</c> or <c>topical</c>.</summary>
    /// <example>regional</example>
    public string? Kind { get; init; }

    /// <summary>Only networks with this standing towards INPUD as of the day; <c>any</c> for all. The default is <c>constituent</c>.</summary>
    /// <example>any</example>
    public string? Standing { get; init; }

    /// <summary>Only networks with this country in their remit: alpha-2, alpha-3 or M49 number, or any of its names, such as <c>Czech Republic</c>, in any language of the registry.</summary>
    /// <example>NO</example>
    public string? Country { get; init; }

    /// <summary>Only networks for which the registry holds evidence in this country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>NO</example>
    public string? Documents { get; init; }

    /// <summary>Only evidence of this kind counts for <c>documents</c>.</summary>
    /// <example>representative</example>
    public string? Evidence { get; init; }

    /// <summary>The order: by name, from A to Z or, with <c>-name</c>, from Z to A.</summary>
    /// <example>name</example>
    public string? Sort { get; init; }
}

internal sealed class ListNetworksValidator : Validator<ListNetworksRequest>
{
    public ListNetworksValidator()
    {
        this.DatedListRules();
        RuleFor(x => x.Kind).OneOf(Kebab.Names<NetworkKind>());
        RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        RuleFor(x => x.Evidence).OneOf(Kebab.Names<EvidenceKind>());
        RuleFor(x => x.Sort).OneOf("name", "-name");
    }
}

/// <summary>A network, in short.</summary>
internal sealed record NetworkItem : NetworkFacts, ICsvRow<NetworkItem>
{
    public NetworkItem(NetworkRow row)
        : base(row) { }

    /// <summary>The id.</summary>
    /// <example>euronpud</example>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>Its standing towards INPUD as of the day; null where the registry knows of none.</summary>
    [JsonPropertyOrder(1)]
    public required NetworkStanding? Standing { get; init; }

    /// <summary>Whether it belongs in this list as of the day, by its standing and, with <c>documents</c>, by the evidence.</summary>
    [JsonPropertyOrder(1)]
    public required Certainty Certainty { get; init; }

    public static CsvColumns<NetworkItem> Columns { get; } =
        CsvColumns<NetworkItem>.BeginningWith(
            "id",
            "name",
            "abbreviation",
            "kind",
            "standing",
            "period",
            "observed",
            "certainty",
            "source",
            "note",
            "locator",
            "focus",
            "activities",
            "admits"
        );

    public static NetworkItem Of(NetworkRow row) =>
        new(row)
        {
            Id = row.Id,
            Standing = row.Standing,
            Certainty = row.Certainty,
        };
}
