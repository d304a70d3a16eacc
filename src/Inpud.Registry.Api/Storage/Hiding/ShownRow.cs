using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>What a row says of who may see it. A column that its table does not have is null.</summary>
internal sealed record ShownRow
{
    /// <summary>The words of all kinds. A kind has some of them, each of which shows more than the one before.</summary>
    private static readonly string[] Visibilities = ["private", "withheld", "country", "public"];

    public string Id { get; init; } = "";

    /// <summary>When it was withdrawn, ended or revoked; null where it still holds.</summary>
    public string? EndedAt { get; init; }
    public string? KeptBy { get; init; }
    public string? GroupId { get; init; }
    public string? Visibility { get; init; }
    public string? VisibilityBasis { get; init; }

    /// <summary>The consent of a count, which is a part of its row.</summary>
    public string? ConsentGiven { get; init; }
    public string? ConsentUntil { get; init; }
    public string? Name { get; init; }
    public string? Country { get; init; }

    /// <summary>The period of a membership that ends; null where it has no end, and in other tables. Its network no longer sees the group once it has ended.</summary>
    public string? EndingPeriod { get; init; }

    /// <summary>The first of the days on which that period may end.</summary>
    public string? EndsOn { get; init; }

    /// <summary>How much the row shows: nothing, that there is one, or all.</summary>
    public int Rank => EndedAt is not null ? -1 : Array.IndexOf(Visibilities, Visibility);

    /// <summary>The name in its country. The key is worked out here, since a database of an earlier version has another one.</summary>
    public (string? Country, string? Key) Bearer => (Country, Name is null ? null : UniqueName.Of(Name));
}
