using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Says what a request counts, with every name resolved. Makes the addresses of the lists that hold exactly what it counts.</summary>
/// <param name="Day">The day as of which to count.</param>
/// <param name="Network">The one network that counts; null where all networks with the standing count.</param>
/// <param name="Standing">The standing that counts; null for any.</param>
/// <param name="Region">The region whose countries count; null for the world.</param>
/// <param name="Evidence">The kind of evidence that documents a country; null for all.</param>
internal sealed record CoverageFilter(AskedDay Day, string? Network, string? Standing, string? Region, string? Evidence)
{
    /// <summary>The one country whose evidence counts; null for all. Only the matrix asks for one.</summary>
    public string? Country { get; init; }

    /// <summary>Whether a kind of evidence counts.</summary>
    public bool Counts(EvidenceKind kind) => Evidence is null || Evidence == Kebab.Text(kind);

    public static async Task<CoverageFilter> ResolveAsync(ReadSession read, ICoverageQuestion request, AskedDay day)
    {
        if (request.Network is not null && request.Standing is not null)
        {
            throw Invalid.Contradiction("standing", "network", "'standing' chooses among networks; 'network' names one.");
        }

        var network = request.Network is null
            ? null
            : await NetworkLookup.FindByIdOrNullAsync(read, request.Network) ?? throw Invalid.Network("network", request.Network);
        var region = request.Region is null
            ? null
            : await CountryLookup.FindRegionOrNullAsync(read, request.Region) ?? throw Invalid.Region("region", request.Region);
        var standing = network is null ? request.Standing ?? Kebab.Text(NetworkStanding.Constituent) : "any";
        return new CoverageFilter(day, network, standing == "any" ? null : standing, region, request.Evidence);
    }

    /// <summary>The address of the list of countries that a network documents; all networks that count, where it is null.</summary>
    public string DocumentedRows(string? network, string? evidence, string? region = null) =>
        Address(
            "/v1/countries",
            ("documentedBy", network ?? Network ?? "any"),
            ("evidence", evidence),
            StandingOf(network),
            ("region", region ?? Region)
        );

    /// <summary>The address of the list of countries in a network's remit; all networks that count, where it is null.</summary>
    public string RemitRows(string? network, string? region = null) =>
        Address("/v1/countries", ("remit", network ?? Network ?? "any"), StandingOf(network), ("region", region ?? Region));

    /// <summary>The address of the list of a network's member groups; all networks that count, where it is null.</summary>
    public string GroupRows(string? network, string? region = null, string? country = null) =>
        Address(
            "/v1/groups",
            ("network", network ?? Network ?? "any"),
            StandingOf(network),
            ("country", country),
            ("region", country is null ? region ?? Region : null)
        );

    /// <summary>The address of the list of networks that have a country in their remit.</summary>
    public string RemitNetworks(string country) => Address("/v1/networks", ("country", country), ("network", Network), StandingOfList());

    /// <summary>The address of the list of networks that document a country.</summary>
    public string DocumentingNetworks(string country) =>
        Address("/v1/networks", ("documents", country), ("evidence", Evidence), ("network", Network), StandingOfList());

    /// <summary>The address of the figures themselves, network by network.</summary>
    public string Figures() => Address("/v1/coverage", ("network", Network), StandingOfList());

    /// <summary>The address of the matrix of this day.</summary>
    public string MatrixRows() =>
        Address(
            "/v1/coverage/matrix",
            ("network", Network),
            StandingOfList(),
            ("country", Country),
            ("region", Region),
            ("evidence", Evidence)
        );

    /// <summary>The address of the list of the evidence of one kind that a network reaches a country.</summary>
    public string EvidenceRows(string network, string country, string kind) =>
        Address($"/v1/countries/{country}/evidence", ("network", network), ("kind", kind));

    /// <summary>An address has a standing only where several networks count.</summary>
    private (string, string?) StandingOf(string? network) => ("standing", network is null && Network is null ? Standing : null);

    /// <summary>The list of networks has only the constituents by default, so that its address says <c>any</c> where all count.</summary>
    private (string, string?) StandingOfList() => ("standing", Network is null ? Standing ?? "any" : null);

    private string Address(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var given = parameters.Append(("asOf", Day.WasGiven ? Day.Text : null)).Where(parameter => parameter.Item2 is not null);
        return $"{PublicAddress.Link(path)}?{string.Join('&', given.Select(parameter => $"{parameter.Item1}={parameter.Item2}"))}";
    }
}
