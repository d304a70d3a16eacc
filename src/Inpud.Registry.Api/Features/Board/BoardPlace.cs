using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>The kinds of place on the board.</summary>
internal enum BoardPlaceKind
{
    /// <summary>The seat of a network.</summary>
    Seat,

    /// <summary>An office that a representative also holds.</summary>
    Office,
}

/// <summary>Whether somebody holds a place.</summary>
internal enum BoardPlaceState
{
    /// <summary>Somebody held it on the day.</summary>
    Filled,

    /// <summary>A source shows that nobody held it on the day.</summary>
    Vacant,

    /// <summary>The registry does not know whether anybody held it on the day.</summary>
    Unknown,
}

/// <summary>A seat or an office of the board.</summary>
internal sealed record BoardPlace : ICsvRow<BoardPlace>
{
    /// <summary>A seat, or an office.</summary>
    public required BoardPlaceKind Kind { get; init; }

    /// <summary>The network whose seat it is; null for an office.</summary>
    /// <example>lanpud</example>
    public required string? Network { get; init; }

    /// <summary>The id of the office; null for a seat.</summary>
    /// <example>treasurer</example>
    public required string? Office { get; init; }

    /// <summary>The name of the network or of the office.</summary>
    /// <example>Latin American Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>Whether somebody held it on the day.</summary>
    public required BoardPlaceState State { get; init; }

    /// <summary>Whether the place itself exists as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Who certainly or possibly held it on the day.</summary>
    public required IReadOnlyList<BoardTerm> Terms { get; init; }

    /// <summary>The source of the place.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The time of the seat; null for an office, because no source gives its time.</summary>
    public required Period? Period { get; init; }

    /// <summary>When the source saw the seat; null for an office, and where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    public static CsvColumns<BoardPlace> Columns { get; } =
        new()
        {
            { "kind", x => x.Kind },
            { "network", x => x.Network },
            { "office", x => x.Office },
            { "name", x => x.Name },
            { "state", x => x.State },
            { "certainty", x => x.Certainty },
            { "person", x => NamesOf(x, Certainty.Certain) },
            {
                "country",
                x => x.Terms.Where(term => term is { Certainty: Certainty.Certain, Country: not null }).Select(term => term.Country!)
            },
            { "possiblePeople", x => NamesOf(x, Certainty.Possible) },
            { "source", x => x.Citation.Source },
            { "note", x => x.Citation.Note },
            { "locator", x => x.Citation.Locator },
            { "period", x => x.Period },
            { "observed", x => x.Observed },
            { "personWithheld", x => x.Terms.Any(term => term is { Certainty: Certainty.Certain, PersonWithheld: true }) },
        };

    private static IEnumerable<string> NamesOf(BoardPlace place, Certainty certainty) =>
        place.Terms.Where(term => term.Certainty == certainty && term.Name is not null).Select(term => term.Name!);

    public static BoardPlace Of(BoardSql.PlaceRow row, IEnumerable<BoardTerm> terms) =>
        new()
        {
            Kind = Kebab.Parse<BoardPlaceKind>(row.Kind),
            Network = row.NetworkId,
            Office = row.OfficeId,
            Name = row.Name,
            State = Kebab.Parse<BoardPlaceState>(row.State),
            Certainty = row.Certainty,
            Terms = [.. terms],
            Citation = row.Citation,
            Period = row.Period,
            Observed = row.Observed,
        };
}

/// <summary>The time for which a person held a place, or for which it was seen to be vacant.</summary>
internal sealed record BoardTerm
{
    /// <summary>The term's id.</summary>
    /// <example>wg5z7-q8rx4</example>
    public required string Id { get; init; }

    /// <summary>The person's id; null for a vacancy, and where the name is withheld.</summary>
    /// <example>5rc6f-byw2b</example>
    public required string? Person { get; init; }

    /// <summary>The person's name; null for a vacancy, and where it is withheld.</summary>
    /// <example>Ernesto Cortes</example>
    public required string? Name { get; init; }

    /// <summary>The country that the representative is from, as alpha-2 code; null for a vacancy, for an office, and where the name is withheld.</summary>
    /// <example>CR</example>
    public required string? Country { get; init; }

    /// <summary>The place in that country; null where no source says.</summary>
    public required string? Place { get; init; }

    /// <summary>The time of the term.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    /// <summary>True where somebody holds the place and the registry withholds the name; false for a vacancy, and where <c>name</c> has it.</summary>
    /// <example>false</example>
    public required bool PersonWithheld { get; init; }

    public static BoardTerm Of(OfficeTermRow row) =>
        new()
        {
            Id = row.Id,
            Person = row.PersonId,
            Name = row.PersonName,
            Country = null,
            Place = null,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
            PersonWithheld = row.PersonWithheld is true,
        };

    public static BoardTerm Of(SeatTermRow row) =>
        new()
        {
            Id = row.Id,
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
