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
        try
        {
            return await CopyDown(connection, client);
        }
        catch (Exception fault)
        {
            // What the client's stream throws.
            connection.Break(ConnectionEnd.ClientLeft);
            return ForwardOutcome.Of(ForwardPhase.Client, fault);
        }
        finally
        {
            await end.CancelAsync();
            await up;
        }
    }

    private static async Task CopyUp(Stream client, ServerConnection connection, CancellationToken end)
    {
        try
        {
            while (await Forward(client, connection, end))
            {
                // More may come.
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The server has ended it.
        }
        catch (Exception)
        {
            // The client is gone, which ends the exchange.
            connection.Break(ConnectionEnd.ClientLeft);
        }
    }

    private static async ValueTask<bool> Forward(Stream client, ServerConnection connection, CancellationToken end)
    {
        _ = await client.ReadAsync(Memory<byte>.Empty, end);
        var buffer = ArrayPool<byte>.Shared.Rent(Size);
        try
        {
            var count = await client.ReadAsync(buffer, end);
            if (count > 0)
                return await connection.Send(buffer.AsMemory(0, count), end);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await connection.EndSending();
        return false;
    }

    private static async Task<ForwardOutcome> CopyDown(ServerConnection connection, Stream client)
    {
        while (true)
        {
            if (!connection.Unread.IsEmpty)
            {
                await client.WriteAsync(connection.UnreadMemory);
                await client.FlushAsync();
                connection.Consume(connection.Unread.Length);
            }

            var count = await connection.FillWhenReady(Size);
            if (count == 0)
                return ForwardOutcome.Done;
            if (count < 0)
                return new ForwardOutcome(ForwardPhase.Upgraded, ServerFault.Describe(connection, count, ""));
        }
    }
}
