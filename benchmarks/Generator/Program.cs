using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ModelDsl.Benchmarks;

// Both generators run in one process, so that their times are comparable. The warmup covers JIT compilation.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithWarmupCount(12).WithIterationCount(12).WithToolchain(InProcessEmitToolchain.Instance))
    .HideColumns(Column.Error, Column.Median, Column.RatioSD);
Console.WriteLine($"Load average over 1, 5 and 15 minutes on {Environment.ProcessorCount} cores: {File.ReadAllText("/proc/loadavg")}");
BenchmarkRunner.Run<GeneratorRuns>(config, args);
