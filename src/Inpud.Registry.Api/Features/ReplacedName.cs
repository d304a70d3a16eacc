using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>Another name of a record.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">Its kind, as the body writes it.</param>
/// <param name="Period">The time for which the record had it; null where no source says.</param>
internal sealed record OtherName(string Name, string Kind, string? Period)
{
    public const string Former = "former";

    public const string Alias = "alias";

    public PartialDate? Start => PeriodOrNull?.Start;

    public PartialDate? End => PeriodOrNull?.End;

    private Period? PeriodOrNull => Domain.Dates.Period.TryParse(Period, null, out var period, out _) ? period : null;
}

/// <summary>
/// Decides whether a change adds the name that it replaces to the other names. A name stands there once, so that a change is refused where the entry that there is does not say until when the record had the name.
/// </summary>
/// <remarks>
/// See ADR 36. Several entries of one name were rejected: the name of an entry is its key, in the database, in exports and in every bundle that there is. So was to widen the entry by itself:
/// where the times of two names cross, the answer about a day would name the wrong one.
/// </remarks>
internal static class ReplacedName
{
    /// <param name="change">The change.</param>
    /// <param name="field">The field that has the name.</param>
    /// <param name="name">The name that is replaced.</param>
    /// <param name="had">The other names that the record has.</param>
    /// <param name="has">The other names that the body states.</param>
    /// <returns>Whether the name is to be added, as a former one.</returns>
    public static bool IsToBeAdded(
        DatedChange change,
        string field,
        string name,
        IReadOnlyList<OtherName> had,
        IReadOnlyList<OtherName> has
    )
    {
        if (has.Index().FirstOrDefault(other => other.Item.Name == name) is not (var i, { } entry))
        {
            return true;
        }

        var before = had.FirstOrDefault(other => other.Name == name);
        if (entry.Kind != OtherName.Former)
        {
            change.Refuse(
                $"names.{i}",
                "another-kind",
                before is null
                    ? $"'{name}' is the name that the change replaces, and 'names' keeps it as a former one by itself. Leave the entry out, or state it as '{OtherName.Former}' with its period; its 'note' can say that the name is still in use."
                    : $"'names' has '{name}' as {entry.Kind} already, and a name stands there once: it could not stand there as a former one. Take the entry out first, in a change of 'names' with 'correction': true, and then send this change. The former name is kept by itself."
            );
        }
        else if (before is { Kind: OtherName.Former, End: { } end } && !(IsLast(before, had) && MayBeOne(end, change.Since)))
        {
            change.Refuse(field, "former-again", Again(name, before, had, change.Since));
        }
        else if (before?.End is null && change.Since is { } since && !MayBeOne(entry.End, since))
        {
            change.Refuse(
                $"names.{i}",
                "other-end",
                $"The record has the name '{name}' until {since.Text}, and the period of the entry does not end then. Let it end with {since.Text}, or leave the entry out: the former name is kept by itself."
            );
        }

        return false;
    }

    /// <summary>The same of an abbreviation, which is kept as an alias. No answer about a day shows it, so that an entry without an end loses nothing, and a former name neither.</summary>
    public static bool IsAliasToBeAdded(
        DatedChange change,
        string field,
        string name,
        IReadOnlyList<OtherName> had,
        IReadOnlyList<OtherName> has
    )
    {
        var before = had.FirstOrDefault(other => other.Name == name);
        if (before is { Kind: OtherName.Alias, End: { } end } && !MayBeOne(end, change.Since) && has.Any(other => other.Name == name))
        {
            change.Refuse(field, "former-again", Again(name, before, [before], change.Since));
        }

        return has.All(other => other.Name != name);
    }

    private static string Again(string name, OtherName before, IReadOnlyList<OtherName> had, PartialDate? since)
    {
        var lost =
            $"'names' has '{name}' until {before.End!.Text} already, and a name stands there once: its time since then would be lost.";
        var crosses = had.Any(other =>
            IsOtherFormer(other, before) && !(other.Start?.Earliest >= before.End.Earliest || other.End?.Earliest <= before.Start?.Earliest)
        );
        return since is null || crosses
            ? $"{lost} First send 'names' with 'correction': true, and there let the period of '{name}' be '/' and its 'note' say when the record had the name. Then send this change with 'since': 'unknown'."
            : $"{lost} First send 'names' with 'correction': true, and there let the period of '{name}' end with {since.Text}; the names between keep their periods. Then send this change.";
    }

    /// <summary>Whether the entry is of the last of the former names, so that its end can be the one that the change makes. Else the name came back after it.</summary>
    private static bool IsLast(OtherName entry, IReadOnlyList<OtherName> had) =>
        !had.Any(other => IsOtherFormer(other, entry) && !(other.End?.Latest < entry.End!.Latest));

    private static bool IsOtherFormer(OtherName other, OtherName entry) => other.Kind == OtherName.Former && other.Name != entry.Name;

    /// <summary>Whether the two can mean the same day. A qualified date can mean others, too.</summary>
    private static bool MayBeOne(PartialDate? end, PartialDate? since) =>
        end is not null
        && since is not null
        && (end.IsQualified || since.IsQualified || (end.Earliest <= since.Latest && since.Earliest <= end.Latest));
}
