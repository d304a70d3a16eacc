using BenchmarkDotNet.Running;
using Inpud.Registry.Benchmarks;

return args switch
{
    ["memory"] => await Memory.MeasureAllAsync(),
    ["memory", var measure, var folder] => await Memory.RunAsync(measure, folder),
    ["faults"] => await Faults.RunAsync(each: 50),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args);
    return 0;
}
