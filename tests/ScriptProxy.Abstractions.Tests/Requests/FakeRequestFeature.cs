using System.Net;
using ScriptProxy.Requests;

namespace ScriptProxy.Abstractions.Tests.Requests;

/// <summary>What the proxy would know of a request.</summary>
internal sealed record FakeRequestFeature(
    IPAddress ClientIp, string Site, ChosenUpstream? Upstream) : IProxyRequestFeature;
