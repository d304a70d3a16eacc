using System.Globalization;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>The days as of which one request asks, the earliest first.</summary>
internal static class AskedDays
{
    /// <summary>Each day costs as much as a request of its own. Twelve are a year by months.</summary>
    public const int Most = 12;

    public static IReadOnlyList<AskedDay> Of(ListScope scope, ListCoverageMatrixRequest request, TimeProvider clock) =>
        request.AsOf is null
            ? [scope.DayOf(request, clock)]
            :
            [
                .. request
                    .AsOf.Split(',')
                    .Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))
                    .Distinct()
                    .Order()
                    .Select(day => new AskedDay(day, WasGiven: true)),
            ];

    /// <summary>The day that a cursor carries: that of a list which was asked as of "today". Days that the request gives stand in each of its addresses.</summary>
    public static string OfCursor(ListCoverageMatrixRequest request, IReadOnlyList<AskedDay> days) =>
        request.AsOf is null ? days[0].Text : "";
}
