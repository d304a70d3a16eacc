using System.Globalization;
using BenchmarkDotNet.Running;
using Inpud.Registry.Benchmarks;
using Inpud.Registry.Benchmarks.Compare;
using Inpud.Registry.Benchmarks.Servers;

return args switch
{
    ["memory"] => await Memory.MeasureAllAsync(),
    ["memory", var measure, var folder] => await Memory.RunAsync(measure, folder),
    [CompareCommand.Name, .. var options] => await CompareCommand.Build().Parse(options).InvokeAsync(),
    ["limit", MemoryLimit.Name, var answers, var port] => await LimitAsync(MemoryLimit.ServeAsync(answers, port)),
    ["limit", QueryLimit.Name, var database, var answers, var port] => await LimitAsync(QueryLimit.ServeAsync(database, answers, port)),
    ["limit", WriteLimit.Name, var database, var clients, var seconds] => RunWrites(database, clients, seconds),
    ["faults"] => await Faults.RunAsync(each: 50),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args);
    return 0;
}

// The comparison starts these in processes of their own.
static async Task<int> LimitAsync(Task serving)
{
    await serving;
    return 0;
}

static int RunWrites(string database, string clients, string seconds)
{
    WriteLimit.Run(
        database,
        int.Parse(clients, CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
    );
    return 0;
}
