using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ModelDsl.Benchmarks;

// One process for both generators, so that their times are comparable. The first needs some rounds until the JIT has compiled everything.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithWarmupCount(12).WithIterationCount(12).WithToolchain(InProcessEmitToolchain.Instance))
    .HideColumns(Column.Error, Column.Median, Column.RatioSD);
Console.WriteLine($"Load over one, five and fifteen minutes, of {Environment.ProcessorCount} cores: {File.ReadAllText("/proc/loadavg")}");
BenchmarkRunner.Run<GeneratorRuns>(config, args);
