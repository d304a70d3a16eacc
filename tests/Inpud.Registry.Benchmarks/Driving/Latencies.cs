namespace Inpud.Registry.Benchmarks.Driving;

/// <summary>Counts times in classes that are one per cent apart, so that millions of them take no memory.</summary>
internal sealed class Latencies
{
    private const double ClassesOfAFactorE = 100;

    private readonly int[] counts = new int[2500];

    public long Count { get; private set; }

    public void Add(TimeSpan time)
    {
        var at = (int)(Math.Log(Math.Max(time.TotalMicroseconds, 1)) * ClassesOfAFactorE);
        counts[Math.Min(at, counts.Length - 1)]++;
        Count++;
    }

    public void Add(Latencies others)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += others.counts[i];
        }

        Count += others.Count;
    }

    /// <summary>The time in milliseconds below which the share of all times lies.</summary>
    public double Milliseconds(double share)
    {
        var (left, i) = ((long)Math.Ceiling(Count * share), 0);
        while (i < counts.Length - 1 && (left -= counts[i]) > 0)
        {
            i++;
        }

        return Math.Exp((i + 0.5) / ClassesOfAFactorE) / 1000;
    }
}
