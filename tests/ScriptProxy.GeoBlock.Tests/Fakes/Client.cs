using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Requests;

namespace ScriptProxy.GeoBlock.Tests.Fakes;

/// <summary>A request from an address.</summary>
internal sealed class Client(IPAddress address) : IProxyRequestFeature
{
    public IPAddress ClientIp => address;
    public string Site => "app";
    public ChosenUpstream? Upstream => null;

    public static DefaultHttpContext At(string address)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IProxyRequestFeature>(new Client(IPAddress.Parse(address)));
        return http;
    }
}
