using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>What the map shows of a country. The order is that of the legend.</summary>
internal enum CountryState
{
    /// <summary>There is evidence that is certain as of the day.</summary>
    Documented,

    /// <summary>There is evidence that is possible as of the day, and none that is certain.</summary>
    Possible,

    /// <summary>A network has it in its remit, and there is no evidence.</summary>
    InRemit,

    /// <summary>No network has it in its remit, and there is no evidence.</summary>
    Elsewhere,
}

/// <summary>A country on the map.</summary>
/// <param name="Code">The alpha-2 code.</param>
/// <param name="Name">The name in the language of the map.</param>
/// <param name="State">What the map shows.</param>
/// <param name="Documenting">The networks that document it.</param>
/// <param name="Remits">How many networks have it in their remit.</param>
internal sealed record MapCountry(string Code, string Name, CountryState State, Count Documenting, int Remits);

/// <summary>
/// The figures that the map and the badge show. They are counted by the queries of <c>/v1/coverage</c>, so that they cannot differ from them.
/// </summary>
internal sealed record CoverageMap
{
    public required MapTexts Texts { get; init; }

    /// <summary>The day as of which the registry counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The one network that counts; null where several count.</summary>
    public required MapNetwork? Network { get; init; }

    /// <summary>The standing that counts where several networks do; null for any.</summary>
    public required string? Standing { get; init; }

    /// <summary>The countries in the order of their names.</summary>
    public required IReadOnlyList<MapCountry> Countries { get; init; }

    /// <summary>The totals of <c>/v1/coverage</c>.</summary>
    public required CoverageTotals Totals { get; init; }

    /// <summary>The address of the figures, which is the source that the map names.</summary>
    public required string Source { get; init; }

    /// <summary>How many countries are in a state.</summary>
    public int CountOf(CountryState state) => Countries.Count(country => country.State == state);

    public static async Task<CoverageMap> ReadAsync(ReadSession read, ICoverageQuestion question, AskedDay day, string language)
    {
        var filter = await CoverageFilter.ResolveAsync(read, question, day);
        var facts = await CoverageSql.FactsAsync(read, filter);
        var names = await CoverageSql.NamesAsync(read, language);
        var totals = facts.Totals(_ => true);
        return new CoverageMap
        {
            Texts = new MapTexts(language),
            AsOf = day.Day,
            Network = filter.Network is { } network ? await NetworkAsync(read, filter, network, names) : null,
            Standing = filter.Standing,
            Countries =
            [
                .. names
                    .Countries.Select(country => CountryOf(country.Key, country.Value, facts))
                    .OrderBy(country => country.Name, StringComparer.Ordinal)
                    .ThenBy(country => country.Code, StringComparer.Ordinal),
            ],
            Totals = totals,
            Source = filter.Figures(),
        };
    }

    private static async Task<MapNetwork> NetworkAsync(ReadSession read, CoverageFilter filter, string network, CoverageMatrixNames names)
    {
        var (name, abbreviation) = names.Networks[network];
        var former = await FormerNames.OfNetworks.OnAsync(read, [network], filter.Day.Text);
        var claims = await CoverageSql.ClaimsAsync(read, filter);
        return new MapNetwork(network, former.GetValueOrDefault(network, name), abbreviation, claims.GetValueOrDefault(network));
    }

    private static MapCountry CountryOf(string code, string name, CoverageFacts facts)
    {
        var documenting = facts.NetworksThatDocument(code);
        var remits = facts.NetworksWithRemitIn(code);
        var state =
            documenting.Certain > 0 ? CountryState.Documented
            : documenting.Possible > 0 ? CountryState.Possible
            : remits > 0 ? CountryState.InRemit
            : CountryState.Elsewhere;
        return new MapCountry(code, name, state, documenting, remits);
    }
}

/// <summary>The one network of a map.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name as of the day.</param>
/// <param name="Abbreviation">Its abbreviation.</param>
/// <param name="Claim">What it claims as of the day; null where it claims nothing.</param>
internal sealed record MapNetwork(string Id, string Name, string Abbreviation, ClaimRow? Claim);
