using Inpud.Registry.Benchmarks.Reports;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Holds what was measured at each size against the same at the smallest.</summary>
internal sealed class Growth(Report report)
{
    private const double LeastShare = 0.7;
    private const double MostTimes = 3;
    private const double MostMilliseconds = 5;

    private readonly List<(string Load, int Groups, double Rate)> rates = [];
    private readonly List<(string What, int Groups, double Milliseconds)> coverage = [];

    public void Add(string load, int groups, double rate)
    {
        rates.Add((load, groups, rate));
        report.Add(new GrowthPoint(load, groups, rate));
    }

    public void AddCoverage(int groups, IEnumerable<(string What, double Milliseconds)> measured) =>
        coverage.AddRange(measured.Select(each => (each.What, groups, each.Milliseconds)));

    public void Compare()
    {
        foreach (var load in rates.GroupBy(rate => rate.Load))
        {
            var smallest = load.First();
            foreach (var (_, groups, rate) in load)
            {
                report.Add(
                    new ReportRow(
                        "Flat as it grows: first answers beside their own rate at the smallest size",
                        load.Key,
                        groups,
                        rate / smallest.Rate,
                        $"{rate:N0} a second"
                    )
                    {
                        Bound = groups == smallest.Groups ? null : LeastShare,
                    }
                );
            }
        }

        foreach (var what in coverage.GroupBy(each => each.What))
        {
            var smallest = what.First();
            foreach (var (_, groups, milliseconds) in what)
            {
                report.Add(
                    new ReportRow("Coverage, one client", what.Key, groups, milliseconds, "the median of single answers")
                    {
                        Unit = " ms",
                        Bound = MostMilliseconds,
                        IsMost = true,
                    }
                );
                if (groups != smallest.Groups)
                {
                    report.Add(
                        new ReportRow(
                            "Coverage, one client",
                            $"{what.Key}, times its cost at the smallest size",
                            groups,
                            milliseconds / smallest.Milliseconds,
                            ""
                        )
                        {
                            Bound = MostTimes,
                            IsMost = true,
                        }
                    );
                }
            }
        }
    }
}
