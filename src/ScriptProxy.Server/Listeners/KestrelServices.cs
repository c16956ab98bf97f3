using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// What Kestrel's TLS asks a container for. Its own parts are internal and come only with a host, which is never
/// started.
/// </summary>
internal static class KestrelServices
{
    public static IServiceProvider Of(ILoggerFactory logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Replace(ServiceDescriptor.Singleton(logs));
        return builder.Services.BuildServiceProvider();
    }
}
