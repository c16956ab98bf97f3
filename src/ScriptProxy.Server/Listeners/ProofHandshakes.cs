using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Runs before a TLS listener's handshakes. While an order is to be proved by TLS-ALPN-01 it looks into each
/// ClientHello and marks the CA's; else it does nothing at all.
/// </summary>
/// <param name="application">Has the running generation's certificates.</param>
/// <param name="limit">How long a client may take for its ClientHello; null for as long as it likes.</param>
internal sealed class ProofHandshakes(ProxyApplication application, TimeSpan? limit)
{
    /// <summary>Marks a connection whose ClientHello asks for a proof.</summary>
    internal sealed record Mark;

    public void LookInto(ListenOptions listen) => listen.Use(next => connection =>
        application.Certificates.TlsChallenges.IsEmpty ? next(connection) : Look(connection, next));

    /// <summary>What to show a CA; null when the connection is not one's, or the name is not to be proved.</summary>
    public static SslServerAuthenticationOptions? OptionsFor(
        ConnectionContext connection, TlsChallenges challenges, string name) =>
        connection.Features.Get<Mark>() is not null && challenges.Find(name) is { } certificate
            ? new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ApplicationProtocols = [new SslApplicationProtocol(TlsAlpnCertificate.Protocol)],
            }
            : null;

    private async Task Look(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await AsksForProof(connection) is not { } asks)
            return;
        if (asks)
            connection.Features.Set(new Mark());
        await next(connection);
    }

    // Null when the client has gone or takes too long.
    private async Task<bool?> AsksForProof(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(limit ?? Timeout.InfiniteTimeSpan);
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token);
                var asks = read.IsCompleted ? false : HelloProtocols.AskForProof(read.Buffer);
                input.AdvanceTo(read.Buffer.Start, asks is null ? read.Buffer.End : read.Buffer.Start);
                if (asks is not null)
                    return asks;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return null;
        }
    }
}
