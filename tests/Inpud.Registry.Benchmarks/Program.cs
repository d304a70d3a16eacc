using BenchmarkDotNet.Running;
using Inpud.Registry.Benchmarks;

return args switch
{
    ["memory"] => await ExportMemory.MeasureAsync(),
    ["memory-fill", var file] => await ExportMemory.FillAsync(file),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args);
    return 0;
}
