using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Benchmarks;

/// <summary>The part of a generation's container that its routing tables need.</summary>
internal static class BareServices
{
    public static ServiceProvider Create()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(new DiagnosticListener("ScriptProxy.Routing"));
        services.AddSingleton<MatcherPolicy, RouteConditionsPolicy>();
        services.AddRouting();
        return services.BuildServiceProvider();
    }
}
