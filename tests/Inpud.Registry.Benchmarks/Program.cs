using BenchmarkDotNet.Running;
using Inpud.Registry.Benchmarks;

return args switch
{
    ["memory"] => await Memory.MeasureAllAsync(),
    ["memory", var measure, var folder] => await Memory.RunAsync(measure, folder),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args);
    return 0;
}
