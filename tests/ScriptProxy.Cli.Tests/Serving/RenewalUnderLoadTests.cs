using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>Certificates that are swapped while clients come in.</summary>
public sealed class RenewalUnderLoadTests
{
    private const int Renewals = 5;
    private const int Clients = 4;
    private const string Host = "busy.test";

    [PebbleFact]
    public async Task No_handshake_fails_while_the_certificate_is_renewed_again_and_again()
    {
        await using var session = await OrderingSession.Start(Host);
        using var root = await session.Pebble.Root();
        await session.AllArrive();
        using var renewed = new CancellationTokenSource();

        var visits = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => Visit(session, root, renewed.Token)))
            .ToList();
        try
        {
            for (var i = 0; i < Renewals; i++)
                Assert.True((await session.Post($"/certificates/{Host}/renew")).GetProperty("arrived").GetBoolean());
        }
        finally
        {
            await renewed.CancelAsync();
        }

        // A failed handshake is an exception of its visitor.
        var shown = (await Task.WhenAll(visits)).SelectMany(one => one).Distinct().Count();
        Assert.InRange(shown, 2, Renewals + 1);
    }

    private static async Task<HashSet<string>> Visit(
        OrderingSession session, X509Certificate2 root, CancellationToken end)
    {
        var shown = new HashSet<string>();
        do
        {
            using var leaf = await session.Visit(Host, root);
            shown.Add(leaf.Thumbprint);
        }
        while (!end.IsCancellationRequested);

        using var last = await session.Visit(Host, root);
        shown.Add(last.Thumbprint);
        return shown;
    }
}
