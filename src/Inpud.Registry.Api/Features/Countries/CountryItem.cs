using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>A country, in short.</summary>
internal sealed record CountryItem : ICsvRow<CountryItem>
{
    /// <summary>The ISO 3166-1 alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Code { get; init; }

    /// <summary>The ISO 3166-1 alpha-3 code.</summary>
    /// <example>KEN</example>
    public required string Alpha3 { get; init; }

    /// <summary>The M49 number, which is ISO 3166-1 numeric as well; null for Kosovo, which has none.</summary>
    /// <example>404</example>
    public required string? M49 { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Kenya</example>
    public required string Name { get; init; }

    /// <summary>The M49 number of the smallest region that it lies in.</summary>
    /// <example>014</example>
    public required string Region { get; init; }

    /// <summary>Whether ISO 3166-1 lists the code (<c>official</c>), or leaves it to its users (<c>user-assigned</c>: XK).</summary>
    /// <example>official</example>
    public required string Status { get; init; }

    /// <summary>Whether the country belongs in this list as of the day, by the remits and the evidence that the request names.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the codes, names and regions.</summary>
    /// <example>cldr</example>
    public required string Source { get; init; }

    public static CountryItem Of(CountriesSql.Row row) =>
        new()
        {
            Code = row.RowId,
            Alpha3 = row.Alpha3,
            M49 = row.M49,
            Name = row.Name,
            Region = row.Region,
            Status = row.Status,
            Certainty = row.Certainty,
            Source = row.SourceId,
        };
}
