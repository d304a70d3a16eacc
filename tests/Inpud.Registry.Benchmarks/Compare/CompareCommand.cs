using System.CommandLine;
using System.Globalization;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>The command line of a comparison.</summary>
internal static class CompareCommand
{
    public const string Name = "compare";

    public static Command Build()
    {
        var groups = new Option<string>("--groups")
        {
            Description =
                "The sizes of the registries, such as 1000,100000,1000000. To make one of a million takes a quarter of an hour, 6 GB of memory and 5 GB of disk, once.",
        };
        var seconds = new Option<double?>("--seconds") { Description = "How long each load takes in each round; 3 where it is left out." };
        var rounds = new Option<int?>("--rounds") { Description = "How often each load runs on each server; 5 where it is left out." };
        var isShort = new Option<bool>("--short") { Description = "A run of some seconds, for correctness alone." };
        var cache = new Option<string?>("--cache") { Description = "The folder that keeps the registries for the next run." };
        var output = new Option<string>("--output") { Description = "The folder of the report.", DefaultValueFactory = _ => "docs" };
        var server = new Option<string?>("--server")
        {
            Description = "The program to measure: a published one in place of the one that was built.",
        };
        var setting = new Option<string[]>("--setting") { Description = "A further setting of the registry, such as Registry:Cors=*." };
        var imported = new Option<int?>("--imported") { Description = "The groups of the imported files; 100000 where it is left out." };
        var peers = new Option<string?>("--peers")
        {
            Description = "The folder eng/peers, after 'npm ci' there, to measure the servers of others, too.",
        };
        var postgres = new Option<string?>("--postgres")
        {
            Description =
                "A PostgreSQL server to measure, too, such as \"Host=localhost;Username=postgres\". Databases are made there and removed.",
        };
        var compare = new Command(Name, "Compares the registry with the limits, at several sizes, and writes docs/performance.md.")
        {
            groups,
            seconds,
            rounds,
            isShort,
            cache,
            output,
            server,
            setting,
            imported,
            peers,
            postgres,
        };
        compare.SetAction(parsed =>
        {
            var brief = parsed.GetValue(isShort);
            return new Comparison(
                new CompareOptions
                {
                    Groups =
                    [
                        .. (parsed.GetValue(groups) ?? (brief ? "200" : "1000,100000,1000000"))
                            .Split(',')
                            .Select(size => int.Parse(size, CultureInfo.InvariantCulture))
                            .Order(),
                    ],
                    Time = TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? (brief ? 0.05 : 3)),
                    Rounds = parsed.GetValue(rounds) ?? (brief ? 1 : 5),
                    Cache = Path.GetFullPath(parsed.GetValue(cache) ?? Path.Combine(Path.GetTempPath(), "registry-benchmarks")),
                    Output = Path.GetFullPath(parsed.GetValue(output)!),
                    Server = parsed.GetValue(server) ?? Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api.dll"),
                    Settings = [.. (parsed.GetValue(setting) ?? []).Select(text => $"--{text}")],
                    Peers = parsed.GetValue(peers) is { } folder ? Path.GetFullPath(folder) : null,
                    Postgres = parsed.GetValue(postgres),
                    Imported = parsed.GetValue(imported) ?? (brief ? 200 : 100_000),
                }
            ).RunAsync();
        });
        return compare;
    }
}
