namespace Inpud.Registry.Benchmarks.Reports;

/// <summary>A line of the report.</summary>
/// <param name="Section">The table in which it stands.</param>
/// <param name="What">What was measured.</param>
/// <param name="Groups">The size of the registry.</param>
/// <param name="Reached">What it came to.</param>
/// <param name="Figures">The figures behind it.</param>
internal sealed record ReportRow(string Section, string What, int Groups, double Reached, string Figures)
{
    /// <summary>The bound that it must keep; null where there is none.</summary>
    public double? Bound { get; init; }

    /// <summary>Whether the bound is the most, and not the least.</summary>
    public bool IsMost { get; init; }

    /// <summary>What the figure counts, such as ms; empty for a ratio.</summary>
    public string Unit { get; init; } = "";

    public bool? IsMet => Bound is { } bound ? (IsMost ? Reached <= bound : Reached >= bound) : null;
}

/// <summary>A point of the plot: the rate of a load at a size.</summary>
internal sealed record GrowthPoint(string Load, int Groups, double Rate);
