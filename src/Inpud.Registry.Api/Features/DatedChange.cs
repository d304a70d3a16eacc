using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>
/// A change of dated attributes of one record. It says since when the new values hold, or that it mends a mistake. To complete what was unknown needs neither.
/// </summary>
/// <remarks>See ADR 36. To take every change for a correction was rejected: an answer about an earlier day would state what did not hold then. So was to take it for a change of today: most changes are recorded later.</remarks>
internal sealed class DatedChange
{
    private const string Unknown = "unknown";

    private readonly List<ProblemError> errors = [];
    private readonly DateOnly today;
    private readonly PartialDate? since;
    private readonly bool isDated;
    private bool isUsed;

    private DatedChange(IDatedInput input, DateTimeOffset now)
    {
        today = DateOnly.FromDateTime(now.UtcDateTime);
        IsCorrection = input.Correction == true;
        isDated = input.Since is not null;
        if (isDated && IsCorrection)
        {
            Refuse(
                "correction",
                "contradiction",
                "'since' says that something changed, 'correction' that it never was so. Send one of them."
            );
        }

        if (isDated && input.Since is not (Unknown or "") && !PartialDate.TryParse(input.Since!, out since, out var reason))
        {
            Refuse("since", "not-a-date", $"{reason} Write 'unknown' where no source says when.");
        }

        if (since is not null && since.Earliest > WorldDay.At(now).Latest)
        {
            Refuse("since", "in-future", $"{since} lies in the future. Record the change once it holds.");
        }
    }

    /// <summary>Whether the change mends a mistake, so that nothing of what was there is kept.</summary>
    public bool IsCorrection { get; }

    /// <summary>Since when the new values hold; null where nobody knows.</summary>
    public PartialDate? Since => since;

    /// <exception cref="ProblemException">The change does not say since when it holds in a way that can be read.</exception>
    public static DatedChange Of(IDatedInput input, DateTimeOffset now)
    {
        var change = new DatedChange(input, now);
        change.ThrowIfRefused();
        return change;
    }

    /// <summary>Whether the former value of an attribute is to be kept. A change that says nothing about its time is refused, unless it only completes what was unknown.</summary>
    /// <param name="field">The field of the body.</param>
    /// <param name="differs">Whether the change states another value.</param>
    /// <param name="completes">Whether nothing was known of it before.</param>
    public bool Keeps(string field, bool differs, bool completes = false)
    {
        if (!differs || IsCorrection)
        {
            return false;
        }

        if (!isDated && !completes)
        {
            Refuse(
                field,
                "undated-change",
                $"The change of '{field}' does not say since when it holds. Add 'since': a date such as 2024-05, or 'unknown'. Where the former value was a mistake, add 'correction': true."
            );
        }

        isUsed |= isDated;
        return isDated;
    }

    /// <summary>Refuses to drop or to change what the record has in one of its lists, unless it was a mistake. To add what was unknown, or another source, is no change.</summary>
    /// <param name="list">The field of the body.</param>
    /// <param name="had">What the record has.</param>
    /// <param name="has">What the body states.</param>
    /// <param name="nameOf">What a refusal calls one of them.</param>
    public void KeepsAll<THad, THas>(string list, IReadOnlyList<THad> had, IEnumerable<THas> has, Func<THad, string> nameOf)
        where THad : class
    {
        if (IsCorrection || had.Count == 0)
        {
            return;
        }

        var stated = has.Select(FactsOf).ToList();
        if (had.FirstOrDefault(kept => !stated.Exists(FactsOf(kept).IsSubsetOf)) is { } dropped)
        {
            Refuse(
                list,
                "dropped",
                $"The record has '{nameOf(dropped)}' in '{list}', with its source. Send it too, as it is; where it was a mistake, add 'correction': true."
            );
        }
    }

    /// <summary>What an entry states, each field with its value, and each end of a period by itself: one that is unknown states nothing. It leaves out where that is from, and what the program makes itself.</summary>
    private static HashSet<(string Field, string Value)> FactsOf<T>(T entry) =>
        [
            .. JsonSerializer
                .SerializeToNode(entry, RegistryJson.Options)!
                .AsObject()
                .Where(field => field.Value is not null && field.Key is not ("citation" or "source" or "locator" or "note" or "slug"))
                .SelectMany(field =>
                    field.Key == "period"
                        ? field
                            .Value!.GetValue<string>()
                            .Split('/')
                            .Index()
                            .Where(end => end.Item.Length > 0)
                            .Select(end => ($"end {end.Index}", end.Item))
                        : [(field.Key, field.Value!.ToJsonString())]
                ),
        ];

    /// <summary>The time of the value that the change replaces. It begins where the value before it ended.</summary>
    /// <param name="field">The field of the body.</param>
    /// <param name="former">The former values of the attribute. Where there is none, the value held from before any record.</param>
    /// <param name="observed">When the source saw it.</param>
    /// <returns>The period, the observation, and the day by which the next value holds.</returns>
    public (string Period, string? Observed, string ReplacedBy) TimeOf(
        string field,
        IEnumerable<FormerValueInput> former,
        PartialDate? observed
    )
    {
        var last = former.MaxBy(value => value.ReplacedBy, StringComparer.Ordinal);
        var text = $"{last?.Period.Split('/')[1] ?? ".."}/{since?.Text}";
        // A day begins before it does in UTC: the date of a change can lie a day ahead.
        var replacedBy =
            since is null ? today
            : since.Latest < today ? since.Latest
            : since.Earliest > today ? since.Earliest
            : today;
        // Nothing was observed of a value that began at an unknown time, except on the day on which it was recorded.
        var seen =
            last is null ? observed?.Text
            : text.StartsWith('/') ? last.ReplacedBy
            : null;
        if (last is not null && string.CompareOrdinal(Text(replacedBy), last.ReplacedBy) <= 0)
        {
            Refuse(
                "since",
                "before-another-change",
                $"The attribute of '{field}' changed already, by {last.ReplacedBy}, and a later change cannot hold from before. State 'formerValues' or 'names' as a whole, with their periods."
            );
        }

        if (!Period.TryParse(text, seen, out _, out _) || PartialDate.ParseOrNull(seen)?.Earliest > replacedBy)
        {
            seen = null;
        }

        if (!Period.TryParse(text, seen, out _, out var reason))
        {
            Refuse("since", "before-another-change", reason);
        }
        else if (FormerTime.WhyNotOrNull(text, seen, replacedBy) is { } why)
        {
            Refuse("since", "before-another-change", why);
        }

        return (text, seen, Text(replacedBy));
    }

    /// <summary>Whether the one name is another than the other. A name that is written otherwise is the same name.</summary>
    public static bool Renames(string before, string after) => UniqueName.Of(before) != UniqueName.Of(after);

    /// <summary>The time of the name that the change replaces. It begins where the former name before it ended.</summary>
    /// <param name="formerNames">The periods of the former names; null where no source says.</param>
    public string TimeOfName(IEnumerable<string?> formerNames)
    {
        var former = formerNames.ToList();
        var start = former
            .Select(text => Period.TryParse(text, null, out var period, out _) ? period.End : null)
            .OfType<PartialDate>()
            .MaxBy(end => end.Latest)
            ?.Text;
        var text = $"{start ?? (former.Count == 0 ? ".." : "")}/{since?.Text}";
        if (!Period.TryParse(text, null, out _, out var reason))
        {
            Refuse("since", "before-another-change", reason);
        }

        return text;
    }

    /// <summary>Throws where the change is refused, or where it has a time and changes nothing that has one.</summary>
    public void End()
    {
        if (isDated && !isUsed)
        {
            Refuse(
                "since",
                "nothing-changes",
                "'since' says when a change holds, and the body changes nothing that is dated. Leave it out."
            );
        }

        ThrowIfRefused();
    }

    /// <summary>Notes why the change is refused. <see cref="End"/> throws it, with all that is wrong besides.</summary>
    public void Refuse(string field, string code, string detail) => errors.Add(ProblemError.InBody(field.Split('.'), code, detail));

    private void ThrowIfRefused()
    {
        if (errors.Count > 0)
        {
            throw new ProblemException(
                ProblemKind.InvalidRequest,
                string.Join(" ", errors.Select(error => $"'{error.Name}': {error.Detail}")),
                errors
            );
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
