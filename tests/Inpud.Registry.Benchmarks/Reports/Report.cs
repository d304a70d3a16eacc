using System.Globalization;
using System.Text;

namespace Inpud.Registry.Benchmarks.Reports;

/// <summary>The rows of a run, and how they become docs/performance.md. What stands below the heading of the hand-written part stays.</summary>
internal sealed class Report
{
    private const string ByHand = "## What did not help";
    private const string FileName = "performance.md";
    private const string PlotName = "performance-growth.svg";

    private readonly List<ReportRow> rows = [];
    private readonly List<GrowthPoint> points = [];
    private readonly List<string> notes = [];

    public void Add(ReportRow row)
    {
        rows.Add(row);
        Console.WriteLine(
            $"  {row.Section}: {row.What}, {row.Groups} groups: {Number(row.Reached)}{row.Unit} ({row.Figures}){(row.IsMet == false ? ", missed" : "")}"
        );
    }

    public void Add(GrowthPoint point) => points.Add(point);

    /// <summary>Says something of the run that no row says, such as what could not be measured.</summary>
    public void Say(string note)
    {
        notes.Add(note);
        Console.WriteLine($"  {note}");
    }

    public void Write(string folder, string machine)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        var before = File.Exists(file) ? File.ReadAllText(file) : "";
        var byHand = before.IndexOf(ByHand, StringComparison.Ordinal) is >= 0 and var at
            ? before[at..]
            : $"{ByHand}\n\nNothing was tried yet.\n";
        File.WriteAllText(file, Text(machine) + byHand);
        File.WriteAllText(Path.Combine(folder, PlotName), GrowthPlot.Draw(points));
    }

    private string Text(string machine)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Performance

            `dotnet run -c Release --project tests/Inpud.Registry.Benchmarks -- compare` makes this page and its plot anew, except for its last part. Each table compares the registry with limits of our own in the same run: **A** is bare Kestrel, which sends the same bytes and
            headers from memory; **B** is bare Kestrel with hand-written SQL on kept connections and a hand-written JSON writer, on the same file. Neither checks a request, and B takes totals, cursors and headers from memory. No answer is counted before it is equal to the registry's own, byte for byte.

            A ratio is the median over the rounds, in which A, B and the registry take turns. It is the registry's rate over that of the limit: 1 is as fast. Only ratios carry over to another machine. {machine}


            """
        );
        foreach (var note in notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"**Note.** {note}\n\n");
        }

        foreach (var section in rows.GroupBy(row => row.Section))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"## {section.Key}\n\n| what | groups | reached | target | | figures |\n| --- | ---: | ---: | ---: | --- | --- |\n"
            );
            foreach (var row in section)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {row.What} | {row.Groups:N0} | {Number(row.Reached)}{row.Unit} | {Bound(row)} | {Verdict(row)} | {row.Figures} |\n"
                );
            }

            text.Append('\n');
        }

        return text.Append($"## Growth\n\n![The rate of each load over the size of the registry]({PlotName})\n\n").ToString();
    }

    private static string Bound(ReportRow row) => row.Bound is { } bound ? $"{(row.IsMost ? "≤" : "≥")} {Number(bound)}{row.Unit}" : "";

    private static string Verdict(ReportRow row) =>
        row.IsMet switch
        {
            true => "met",
            false => "**missed**",
            null => "",
        };

    public static string Number(double number) =>
        number.ToString(
            Math.Abs(number) >= 100 ? "N0"
                : Math.Abs(number) >= 10 ? "F1"
                : "F2",
            CultureInfo.InvariantCulture
        );
}
