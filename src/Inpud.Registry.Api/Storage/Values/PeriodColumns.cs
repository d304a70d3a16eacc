using System.Globalization;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>The four days that are stored beside the text of a period.</summary>
internal static class PeriodColumns
{
    public static Dictionary<string, object?> Of(Period period) =>
        new(StringComparer.Ordinal)
        {
            ["possible_from"] = Day(period.PossibleFrom),
            ["possible_to"] = Day(period.PossibleTo),
            ["certain_from"] = Day(period.CertainFrom),
            ["certain_to"] = Day(period.CertainTo),
        };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
