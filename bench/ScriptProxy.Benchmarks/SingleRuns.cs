using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ScriptProxy.Benchmarks;

/// <summary>For what takes long enough to be measured one run at a time.</summary>
internal sealed class SingleRuns : ManualConfig
{
    public SingleRuns() => AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithStrategy(RunStrategy.Monitoring)
        .WithWarmupCount(2)
        .WithIterationCount(8));
}
