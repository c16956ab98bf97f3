using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ScriptProxy.EndToEnd.Tests.LongConnections.Rpc;

/// <summary>The service on a real Grpc.AspNetCore.</summary>
internal static class SpeechBackend
{
    public static Task<AppBackend> Start(SpeechEvents events, X509Certificate2? certificate = null) => AppBackend.Start(
        app => app.MapGrpcService<SpeechService>(),
        HttpProtocols.Http2,
        certificate,
        services => services.AddSingleton(events).AddGrpc());
}
