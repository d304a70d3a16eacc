using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>A row of <c>consents</c>, which stewards read, or of the public view <c>public_consents</c>, where the recipient of the consent is null.</summary>
internal sealed record ConsentRow
{
    public required string Id { get; init; }
    public required string GroupId { get; init; }

    [Column("scope")]
    public required string ScopeText { get; init; }
    public GroupVisibility Scope => Kebab.Parse<GroupVisibility>(ScopeText);

    [Column("given")]
    public required string GivenText { get; init; }
    public DateOnly Given => Day(GivenText);

    /// <summary>The role of whoever received the consent; never a person.</summary>
    public required string? GivenTo { get; init; }

    [Column("until")]
    public required string? UntilText { get; init; }
    public DateOnly? Until => UntilText is null ? null : Day(UntilText);

    /// <summary>When the group took it back; null where it did not.</summary>
    [Column("ended")]
    public required string? EndedText { get; init; }
    public DateTimeOffset? Ended => Instant.ParseOrNull(EndedText);

    /// <summary>How far it shows the group until enough keys approved it; null where it shows as far as it says.</summary>
    [Column("shown_as")]
    public string? LimitText { get; init; }

    /// <summary>How many keys approved it since the group was last hidden.</summary>
    public int Approvals { get; init; }

    /// <summary>How far it shows the group.</summary>
    public GroupVisibility ShownAs =>
        LimitText is { } limit && Kebab.Parse<GroupVisibility>(limit) is var most && most < Scope ? most : Scope;

    /// <summary>The consent as the rules know it, as far as it shows the group.</summary>
    public Consent Consent => new(ShownAs, Given, Until);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
