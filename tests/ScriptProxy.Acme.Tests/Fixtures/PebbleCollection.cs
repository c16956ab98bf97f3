using System.Collections.Concurrent;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>One Pebble with two further roots for all tests of the collection, and what answers its challenges.</summary>
[CollectionDefinition(nameof(PebbleCollection))]
public sealed class PebbleCollection : IAsyncLifetime, IAsyncDisposable, ICollectionFixture<PebbleCollection>
{
    private PebbleServer? _server;
    private ChallengeServer? _challenges;

    public PebbleServer Server => _server!;

    /// <summary>Proofs by <c>http-01 PATH</c> and <c>tls-alpn-01 NAME</c>, to be answered.</summary>
    internal ConcurrentDictionary<string, Proof> Proofs { get; } = new();

    public async Task InitializeAsync()
    {
        if (PebblePrograms.Missing is not null)
            return;
        _server = await PebbleServer.Start(new PebbleOptions { AlternateRoots = 2 });
        _challenges = new ChallengeServer(
            _server.HttpPort,
            _server.TlsPort,
            path => Proofs.GetValueOrDefault($"{ChallengeType.Http01} {path}")?.KeyAuthorization,
            name => Proofs.GetValueOrDefault($"{ChallengeType.TlsAlpn01} {name}")?.TlsCertificate(TimeProvider.System));
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_challenges is not null)
            await _challenges.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    internal AcmeClient Client() =>
        new(new AcmeServerSettings { Directory = Server.Directory, Roots = [Server.Authority.Root] });
}
