namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>What is kept of an item of lists: how it was written as of some days.</summary>
internal sealed class KeptItem(WrittenItem[] written) : IKept<KeptItem>
{
    /// <summary>The most forms of an item. A group that joined and left a network or two has fewer; the last ones that were asked for stay.</summary>
    private const int Most = 8;

    /// <summary>What the items of counted groups are about, all together: who writes such a group knows it by another id than readers do, so that each write drops all of them.</summary>
    public const string CountedGroups = "";

    /// <summary>What a form needs in memory besides its bytes, estimated high.</summary>
    private const int Overhead = 256;

    public KeptItem(WrittenItem written)
        : this([written]) { }

    public string About => written[0].About;

    public int Size { get; } = written.Sum(form => Overhead + form.Json.Length + (2 * form.About.Length));

    private WrittenItem[] Forms => written;

    /// <summary>The item as of a day; null where it was not written as of such a day.</summary>
    public WrittenItem? OfOrNull(DateOnly day)
    {
        foreach (var form in written)
        {
            if (form.Days.Has(day))
            {
                return form;
            }
        }

        return null;
    }

    // The days of one form are never a part of another's.
    public KeptItem With(KeptItem? other) =>
        other is null ? this : new([.. written.Concat(other.Forms).DistinctBy(form => form.Days.First).Take(Most)]);
}
