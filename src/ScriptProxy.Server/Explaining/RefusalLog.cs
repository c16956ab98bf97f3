using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ScriptProxy.Server.Explaining;

/// <summary>Keeps why Kestrel refused a request, which it tells its log alone.</summary>
internal sealed class RefusalLog : ILoggerFactory
{
    private const string Category = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    private volatile string? _reason;

    /// <summary>Its words; null when it refused nothing.</summary>
    public string? Reason => _reason;

    public ILogger CreateLogger(string categoryName) =>
        categoryName == Category ? new Listener(this) : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Listener(RefusalLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log._reason ??= exception?.Message;
    }
}
