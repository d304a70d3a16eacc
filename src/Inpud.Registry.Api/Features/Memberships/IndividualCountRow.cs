using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A row of <c>individual_counts</c> or of <c>public_individual_counts</c>, which gives no number from one to four.</summary>
internal sealed record IndividualCountRow : KeptRow
{
    public required string NetworkId { get; init; }
    public required string Country { get; init; }
    public required int? People { get; init; }

    /// <summary>5 where all that is known is that fewer people are counted, and at least one.</summary>
    public required int? PeopleBelow { get; init; }

    [Column("visibility")]
    public required string VisibilityText { get; init; }

    /// <summary>The source that shows that the count was public before there were consents; null where a consent decides.</summary>
    public required string? VisibilityBasis { get; init; }

    [Column("consent_given")]
    public required string? ConsentGivenText { get; init; }

    /// <summary>The role that received the consent; null in the public view, which does not tell it.</summary>
    public required string? ConsentGivenTo { get; init; }

    [Column("consent_until")]
    public required string? ConsentUntilText { get; init; }

    public CountVisibility Visibility => Kebab.Parse<CountVisibility>(VisibilityText);

    public DateOnly? ConsentGiven => DayOrNull(ConsentGivenText);

    public DateOnly? ConsentUntil => DayOrNull(ConsentUntilText);

    private static DateOnly? DayOrNull(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
