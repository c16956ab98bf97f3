using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Listeners;

namespace ScriptProxy.Server.Tests.Listeners;

/// <summary>The same, on our event loops.</summary>
[SupportedOSPlatform("linux")]
public sealed class LoopSocketTests : BoundSocketTests
{
    private readonly IoThreads _threads = new(ownsProcess: false, NullLogger.Instance);

    public LoopSocketTests() => _threads.Choose(new GlobalSettings());

    private protected override IoThreads? Threads => _threads;

    [Fact]
    public void Has_loops() => Assert.NotNull(_threads.Loops);
}
