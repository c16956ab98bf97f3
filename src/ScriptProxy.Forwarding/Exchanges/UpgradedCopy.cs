using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Forwarding.Connections;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>
/// Copies bytes both ways over an upgraded connection. The client's end of sending becomes one towards the server; the server's end
/// ends it. A side that is silent is waited for without a buffer.
/// </summary>
internal static class UpgradedCopy
{
    private const int Size = 16 * 1024;

    public static async Task<ForwardOutcome> Run(ServerConnection connection, HttpContext http, TimeSpan idle)
    {
        connection.Watch.Allow(idle);
        await using var client = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        using var end = new CancellationTokenSource();
        var up = CopyUp(client, connection, end.Token);
        var outcome = await CopyDown(connection, client);
        await end.CancelAsync();

        // A server that is told that its client has ended often breaks off in turn, which is no fault of its.
        return await up && outcome.Phase == ForwardPhase.Upgraded ? outcome with { Phase = ForwardPhase.Client } : outcome;
    }

    // Whether the client has ended its side.
    private static async Task<bool> CopyUp(Stream client, ServerConnection connection, CancellationToken end)
    {
        try
        {
            int count;
            while ((count = await Forward(client, connection, end)) > 0)
            {
                // More may come.
            }

            return count == 0;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The server has ended it.
            return false;
        }
        catch (Exception)
        {
            // The client is gone, which ends the exchange.
            connection.Break(ConnectionEnd.ClientLeft);
            return true;
        }
    }

    // How much was passed on: nothing when the client has ended its side, less when the server takes no more.
    private static async ValueTask<int> Forward(Stream client, ServerConnection connection, CancellationToken end)
    {
        _ = await client.ReadAsync(Memory<byte>.Empty, end);
        var buffer = ArrayPool<byte>.Shared.Rent(Size);
        try
        {
            var count = await client.ReadAsync(buffer, end);
            if (count > 0)
                return await connection.Send(buffer.AsMemory(0, count), end) ? count : -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await connection.EndSending();
        return 0;
    }

    private static async Task<ForwardOutcome> CopyDown(ServerConnection connection, Stream client)
    {
        while (true)
        {
            if (!connection.Unread.IsEmpty && await Write(connection, client) is { } fault)
                return fault;
            var count = await connection.FillWhenReady(Size);
            if (count == 0)
                return ForwardOutcome.Done;
            if (count < 0)
                return new ForwardOutcome(ForwardPhase.Upgraded, ServerFault.Describe(connection, count, ""));
        }
    }

    private static async ValueTask<ForwardOutcome?> Write(ServerConnection connection, Stream client)
    {
        try
        {
            await client.WriteAsync(connection.UnreadMemory);
            await client.FlushAsync();
        }
        catch (Exception fault)
        {
            // The client is gone, whatever its stream throws.
            connection.Break(ConnectionEnd.ClientLeft);
            return ForwardOutcome.Of(ForwardPhase.Client, fault);
        }

        connection.Consume(connection.Unread.Length);
        return null;
    }
}
