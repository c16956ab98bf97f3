using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;
using ScriptProxy.PluginHosting.Offers;

namespace ScriptProxy.PluginHosting.Loading;

/// <summary>A plugin from its construction to its unloading. All that refers to its types goes with it.</summary>
internal sealed class LoadedPlugin(PluginAssembly assembly, ILogger log, TimeSpan limit) : IAsyncDisposable
{
    private const BindingFlags Unwrapped =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions;

    private readonly CancellationTokenSource _stopping = new();
    private Task<Diagnostic?> _configured = Task.FromResult<Diagnostic?>(null);
    private IProxyPlugin? _instance;

    /// <summary>Makes the plugin and lets it declare what it offers, within the limit.</summary>
    public PluginDeclaration Configure(Type type, PluginRequest request, List<Diagnostic> problems)
    {
        var builder = new PluginBuilder(assembly.File.Name, log, request.BindOptions, _stopping.Token);
        _configured = Task.Factory.StartNew(
            () => Run(type, builder), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // Loading is synchronous; the plugin has a thread of its own so that this one can stop waiting for it.
        var problem = _configured.Wait(limit)
            ? _configured.Result
            : PluginDiagnostics.TookTooLong(assembly.File, limit);

        var declared = builder.Close();
        problems.AddRange(declared.Problems);
        // With wrong settings it went on with their defaults: what failed then is not its author's mistake.
        if (problem is not null && declared.Problems.All(wrong => wrong.Severity != Severity.Error))
            problems.Add(problem);
        return declared with { Complete = problem is null };
    }

    /// <summary>Cancels <c>Stopping</c>, disposes the plugin and begins to unload it.</summary>
    public async ValueTask DisposeAsync()
    {
        await WithinLimit("A callback on Stopping", Task.Run(Stop));
        if (await WithinLimit("Configure", _configured))
            await WithinLimit("Disposing the plugin", Task.Run(DisposeInstance));
        _stopping.Dispose();
        Unload();
    }

    private Diagnostic? Run(Type type, PluginBuilder builder)
    {
        try
        {
            _instance = (IProxyPlugin)Activator.CreateInstance(type, Unwrapped, null, null, null)!;
        }
        catch (Exception error)
        {
            return PluginFault.OnConstruction(assembly, type, error);
        }

        try
        {
            _instance.Configure(builder);
            return null;
        }
        catch (Exception error)
        {
            return PluginFault.OnConfigure(assembly, error);
        }
    }

    private async Task<bool> WithinLimit(string step, Task work)
    {
        await work.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompleted)
            return true;

        PluginLog.TookTooLong(log, step, limit.TotalSeconds);
        return false;
    }

    private void Stop()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (AggregateException errors)
        {
            foreach (var error in errors.Flatten().InnerExceptions)
                PluginLog.StoppingFailed(log, PluginFault.Describe(error, assembly.Main));
        }
    }

    private async Task DisposeInstance()
    {
        try
        {
            if (_instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (_instance is IDisposable synchronous)
                synchronous.Dispose();
        }
        catch (Exception error)
        {
            PluginLog.DisposeFailed(log, PluginFault.Describe(error, assembly.Main));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Unload()
    {
        _instance = null;
        try
        {
            assembly.Unload();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            PluginLog.CopyNotDeleted(log, assembly.CopyFolder, error.Message);
        }
    }
}
