namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>What a comparison is to do.</summary>
internal sealed record CompareOptions
{
    /// <summary>The sizes of the registries, the smallest first: the others are held against it.</summary>
    public required IReadOnlyList<int> Groups { get; init; }

    /// <summary>How long each load takes in each round.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>How often each load runs on each server. The report has medians.</summary>
    public required int Rounds { get; init; }

    /// <summary>Where the registries are kept for the next run.</summary>
    public required string Cache { get; init; }

    /// <summary>The folder of the report.</summary>
    public required string Output { get; init; }

    /// <summary>The program to measure.</summary>
    public required string Server { get; init; }

    /// <summary>Further settings of the registry.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The groups of the imported files.</summary>
    public required int Imported { get; init; }

    /// <summary>The folder of the servers of others, beside which first answers are measured; null to leave them out.</summary>
    public required string? Peers { get; init; }

    /// <summary>A PostgreSQL server on which databases can be made and removed, as Npgsql's connection string; null to leave it out.</summary>
    public required string? Postgres { get; init; }

    /// <summary>The most groups to ask for.</summary>
    public int Asked => IsShort ? 10 : 500;

    /// <summary>How many clients ask at once.</summary>
    public int Connections => IsShort ? 2 : 32;

    /// <summary>Whether it runs for correctness alone.</summary>
    public bool IsShort => Time < TimeSpan.FromSeconds(0.5);
}
