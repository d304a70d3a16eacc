using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>A page of the matrix, and the totals of each day.</summary>
internal sealed record CoverageMatrix : ICsvAnswer
{
    /// <summary>The days as of which the registry counts, the earliest first.</summary>
    public required IReadOnlyList<DateOnly> AsOf { get; init; }

    /// <summary>The rows of this page, in the order of days, networks, countries and kinds of evidence.</summary>
    public required IReadOnlyList<CoverageMatrixRow> Items { get; init; }

    /// <summary>How many rows there are: the certain and the possible ones, of all days.</summary>
    /// <example>14</example>
    public required int Total { get; init; }

    /// <summary>How many rows are certain as of their day.</summary>
    /// <example>14</example>
    public required int Certain { get; init; }

    /// <summary>How many rows are possible as of their day.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page. The Link header has the whole address.</summary>
    public required string? Next { get; init; }

    /// <summary>The figures of each day, the same on every page. They are not sums of the rows, because a country counts once. A day on which nothing is documented has no row, and its figures are here.</summary>
    public required IReadOnlyList<CoverageDay> Totals { get; init; }

    public byte[] ToCsv() => CoverageMatrixRow.Columns.Write(Items);
}

/// <summary>The figures of one day, over all networks that count.</summary>
internal sealed record CoverageDay
{
    /// <summary>The day.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>Countries for which some evidence is certain as of the day. It is the figure <c>totals.documented.countries</c> of <c>/v1/coverage</c>.</summary>
    /// <example>10</example>
    public required int Countries { get; init; }

    /// <summary>Further countries for which evidence is possible.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>Networks for which some evidence is certain as of the day.</summary>
    /// <example>6</example>
    public required int Networks { get; init; }

    /// <summary>Further networks for which evidence is possible.</summary>
    /// <example>0</example>
    public required int PossibleNetworks { get; init; }

    /// <summary>The address of the rows of this day, which are what the figures count.</summary>
    /// <example>https://registry.example.org/v1/coverage/matrix?standing=constituent&amp;asOf=2025-09-01</example>
    public required string Rows { get; init; }
}

/// <summary>What one kind of evidence says of a network and a country, as of a day.</summary>
internal sealed record CoverageMatrixRow : ICsvRow<CoverageMatrixRow>
{
    /// <summary>The day.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The network's id.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The network's abbreviation.</summary>
    /// <example>EuroNPUD</example>
    public required string Abbreviation { get; init; }

    /// <summary>The network's name.</summary>
    /// <example>European Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The country, as ISO 3166-1 alpha-2 code.</summary>
    /// <example>ES</example>
    public required string Country { get; init; }

    /// <summary>The country's name in the language of the answer.</summary>
    /// <example>Spain</example>
    public required string CountryName { get; init; }

    /// <summary>The kind of evidence.</summary>
    public required EvidenceKind Evidence { get; init; }

    /// <summary>Whether the row counts as of the day. It is no more certain than that its network has the standing that counts.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Whether the evidence holds as of the day, whatever the network's standing.</summary>
    public required Certainty EvidenceCertainty { get; init; }

    /// <summary>The ids of the sources of the evidence that is so certain.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The address of the list of the evidence.</summary>
    /// <example>https://registry.example.org/v1/countries/ES/evidence?network=euronpud&amp;kind=member-group&amp;asOf=2025-09-01</example>
    public required string Rows { get; init; }

    /// <summary>The countries that the network documents as of the day. A row of a table cannot lead to the totals beside the rows, so that it says them.</summary>
    [JsonIgnore]
    public Count NetworkCountries { get; init; }

    /// <summary>The countries that any network documents as of the day.</summary>
    [JsonIgnore]
    public Count AllCountries { get; init; }

    public static CsvColumns<CoverageMatrixRow> Columns { get; } =
        new()
        {
            { "asOf", x => x.AsOf },
            { "network", x => x.Network },
            { "abbreviation", x => x.Abbreviation },
            { "name", x => x.Name },
            { "country", x => x.Country },
            { "countryName", x => x.CountryName },
            { "evidence", x => x.Evidence },
            { "certainty", x => x.Certainty },
            { "evidenceCertainty", x => x.EvidenceCertainty },
            { "sources", x => x.Sources },
            { "networkDocumented", x => x.NetworkCountries.Certain },
            { "networkDocumentedPossible", x => x.NetworkCountries.Possible },
            { "totalDocumented", x => x.AllCountries.Certain },
            { "totalDocumentedPossible", x => x.AllCountries.Possible },
            { "rows", x => x.Rows },
        };
}

/// <summary>The matrix of one day.</summary>
/// <param name="filter">What the request asks for on the day.</param>
/// <param name="facts">The evidence of the day.</param>
/// <param name="former">The former names that networks had on the day, by id.</param>
internal sealed class CoverageMatrixDay(CoverageFilter filter, CoverageFacts facts, IReadOnlyDictionary<string, string> former)
{
    public CoverageDay Totals { get; } =
        new()
        {
            AsOf = filter.Day.Day,
            Countries = facts.Countries.Certain,
            Possible = facts.Countries.Possible,
            Networks = facts.Networks.Certain,
            PossibleNetworks = facts.Networks.Possible,
            Rows = filter.MatrixRows(),
        };

    public IEnumerable<CoverageMatrixRow> RowsOf(CoverageMatrixNames names)
    {
        var all = facts.Countries;
        var ofNetwork = facts
            .Evidence.Select(piece => piece.Alone.Network)
            .Distinct()
            .ToDictionary(network => network, facts.CountriesOf, StringComparer.Ordinal);
        return facts.Evidence.Select(piece => new CoverageMatrixRow
        {
            AsOf = filter.Day.Day,
            Network = piece.Alone.Network,
            Abbreviation = names.Networks[piece.Alone.Network].Abbreviation,
            Name = former.GetValueOrDefault(piece.Alone.Network, names.Networks[piece.Alone.Network].Name),
            Country = piece.Alone.Country,
            CountryName = names.Countries[piece.Alone.Country],
            Evidence = piece.Alone.Kind,
            Certainty = CertaintyOf(piece.Counted),
            EvidenceCertainty = CertaintyOf(piece.Alone),
            Sources = piece.Alone.Sources,
            Rows = filter.EvidenceRows(piece.Alone.Network, piece.Alone.Country, Kebab.Text(piece.Alone.Kind)),
            NetworkCountries = ofNetwork[piece.Alone.Network],
            AllCountries = all,
        });
    }

    private static Certainty CertaintyOf(CoverageFacts.Piece piece) => piece.Rank == 2 ? Certainty.Certain : Certainty.Possible;
}

/// <summary>The names that networks have today, and those of countries.</summary>
internal sealed record CoverageMatrixNames(
    IReadOnlyDictionary<string, (string Name, string Abbreviation)> Networks,
    IReadOnlyDictionary<string, string> Countries
);
