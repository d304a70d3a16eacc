using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>
/// The fields that say how far the registry shows a record, and to whom. Whoever keeps a record may have hidden it after the bundle was made, so that an import raises none of them; a lower value
/// is taken as any other.
/// </summary>
/// <remarks>A test asks the views which fields can hide a row, and holds that each of them is here. Texts that were taken out of a record are not: nobody can tell a safety from a mistake.</remarks>
internal static class CarefulFields
{
    private const string NoEnd = "9999-12-31";

    /// <summary>Whether an import looks at the field before it changes a row that the registry has.</summary>
    public static bool Has(DataTable table, DataField field) =>
        IsConsent(table.Name, field.Name)
        || IsOwn(field)
        || field.Name is "withdrawn" or "visibility" or "visibility_basis" or "kept_by" or "person_withheld"
        || (table.Name, field.Name) is ("memberships" or "groups", "period");

    /// <summary>
    /// Whether the registry alone makes the value, as it makes the ids under which groups are counted. Where it has the row it keeps its own: a former one would tell which group was counted
    /// under it.
    /// </summary>
    public static bool IsOwn(DataField field) => field is { Made: true, Private: true, Format: not "instant" };

    /// <exception cref="RefusedRowException">The bundle shows more of the record than the registry does.</exception>
    public static void CheckMayChange(
        WriteSession write,
        DataTable table,
        string key,
        IDictionary<string, object?> present,
        Dictionary<string, object?> stated,
        IReadOnlyList<ImportDifference> differences
    )
    {
        foreach (var difference in differences)
        {
            switch (difference.Field)
            {
                case var field when IsConsent(table.Name, field):
                    throw Refused(
                        "consent-stays",
                        table.Name == "consents"
                            ? $"The registry has the consent '{key}' otherwise. A consent does not change by an import; record another one, or end it, with the group's record."
                            : $"The registry has the consent of the count '{key}' otherwise. No import shows a count; change it in the count's own record, or take the row out."
                    );
                case "visibility" when RankOf(table, difference.After) > RankOf(table, difference.Before):
                    throw ShowsMore(table, key, difference.Field);
                case "visibility_basis" when TextOf(difference.After).Length > 0:
                    throw ShowsMore(table, key, difference.Field);
                case "kept_by" when TextOf(difference.After).Length > 0:
                    throw Refused(
                        "keeper-stays",
                        $"Another network keeps '{key}' here, or INPUD does. An import hands no record over; change 'keptBy' in the record itself, or take the row out."
                    );
                case "person_withheld" when TextOf(difference.Before).Length > 0:
                    throw Refused(
                        "withheld",
                        "The registry withholds who holds this. An import names nobody whom it withholds; change the term itself, or take the row out."
                    );
                case "period" when table.Name == "memberships" && GoesOn(write, present, stated):
                    throw Refused(
                        "ended-stays",
                        $"The membership '{key}' ends earlier here, and its network sees the group no longer then. An import makes no membership longer; change 'period' in the membership itself, or take the row out."
                    );
                case "period" when table.Name == "groups" && IsCountedAgain(present, stated):
                    throw ShowsMore(table, key, difference.Field);
                default:
                    break;
            }
        }
    }

    /// <summary>A count has its consent in its own row.</summary>
    private static bool IsConsent(string table, string field) =>
        table == "consents" || (table == "individual_counts" && field is "consent_given" or "consent_given_to" or "consent_until");

    /// <summary>The description has the words from the most visible to the least.</summary>
    private static int RankOf(DataTable table, string json)
    {
        var words = table.Schema.Fields.Single(field => field.Name == "visibility").Constraints!.Values!;
        return words.Count - words.TakeWhile(word => word != TextOf(json)).Count();
    }

    private static string TextOf(string json) => JsonSerializer.Deserialize<string>(json) ?? "";

    /// <summary>Whether a membership that ends is to end later, and not in the past: its network would see the group for longer, and a group that is counted would be counted again.</summary>
    private static bool GoesOn(WriteSession write, IDictionary<string, object?> present, Dictionary<string, object?> stated)
    {
        var today = write.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return IsLater("certain_to") || IsLater("possible_to");

        bool IsLater(string day) =>
            stated[day] is string later
            && string.CompareOrdinal(later, present[day] as string) > 0
            && string.CompareOrdinal(later, today) >= 0;
    }

    /// <summary>A group that is counted and has ended is counted no more, since its dates could tell which it was.</summary>
    private static bool IsCountedAgain(IDictionary<string, object?> present, Dictionary<string, object?> stated) =>
        present["visibility"] is "country" && present["possible_to"] is not NoEnd && stated["possible_to"] is NoEnd;

    private static RefusedRowException ShowsMore(DataTable table, string key, string field) =>
        table.Name switch
        {
            "people" => Refused(
                "withheld",
                "The registry withholds who this is. An import shows nobody; change 'visibility' in the person's own record, or take the row out."
            ),
            "individual_counts" => Refused(
                "consent-stays",
                $"The registry has the '{field}' of the count '{key}' otherwise. No import shows a count; change it in the count's own record, or take the row out."
            ),
            _ => Refused(
                "hidden-stays",
                $"The registry shows less of '{key}' than the bundle does ('{field}'). An import shows no record further; change '{field}' in the record itself, or take the row out."
            ),
        };

    private static RefusedRowException Refused(string code, string detail) => new(code, detail);
}
