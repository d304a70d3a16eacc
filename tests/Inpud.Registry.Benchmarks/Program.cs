using BenchmarkDotNet.Running;
using Inpud.Registry.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args);
