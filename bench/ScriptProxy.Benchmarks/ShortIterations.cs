using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace ScriptProxy.Benchmarks;

/// <summary>
/// For what takes nanoseconds. Many short iterations: on a machine that does other things too, the quickest of them is
/// the one to compare, and the warm-up is long enough for the compiler. In this process: a build per benchmark takes
/// minutes on a small machine.
/// </summary>
internal sealed class ShortIterations : ManualConfig
{
    public ShortIterations() => AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(5))
        .WithWarmupCount(300)
        .WithIterationCount(100));
}
