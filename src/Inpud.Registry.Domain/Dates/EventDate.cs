using System.Diagnostics.CodeAnalysis;

namespace Inpud.Registry.Domain.Dates;

/// <summary>
/// When something took place: a partial date, or an EDTF interval from one to another, such as <c>2006-04-30/2006-05-04</c> or <c>2021/2024</c>.
/// </summary>
public sealed record EventDate
{
    private EventDate(PartialDate first, PartialDate last) => (First, Last) = (first, last);

    /// <summary>The date, or the start of the interval.</summary>
    public PartialDate First { get; }

    /// <summary>The same date, or the end of the interval.</summary>
    public PartialDate Last { get; }

    /// <summary>The EDTF text.</summary>
    public string Text => First == Last ? First.Text : $"{First.Text}/{Last.Text}";

    /// <summary>Reads a date or an interval, or throws with the reason why it is neither.</summary>
    /// <exception cref="FormatException">The text is neither a date nor an interval, or ends before it starts.</exception>
    public static EventDate Parse(string text) => TryParse(text, out var date, out var reason) ? date : throw new FormatException(reason);

    /// <summary>Reads a date or an interval; where it is neither, <paramref name="reason"/> says why.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EventDate? date, [NotNullWhen(false)] out string? reason)
    {
        date = null;
        var parts = (text ?? "").Split('/');
        if (parts.Length > 2)
        {
            reason = "An interval has one '/', such as 2021/2024.";
            return false;
        }

        if (!PartialDate.TryParse(parts[0], out var first, out reason))
        {
            return false;
        }

        var last = first;
        if (parts.Length == 2 && !PartialDate.TryParse(parts[1], out last, out reason))
        {
            return false;
        }

        if (last.Latest < first.Earliest)
        {
            reason = $"'{text}' ends before it starts. Write the earlier date first.";
            return false;
        }

        date = new EventDate(first, last);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
