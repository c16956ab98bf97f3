using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>A request as it goes over the wire in HTTP/1.1.</summary>
internal readonly struct WriterSink(RequestWriter writer, string method, bool carriesTrailers) : IRequestSink
{
    public bool CarriesTrailers => carriesTrailers;

    public void Target(string target) => writer.Line(method, target);

    public void Host(string host) => writer.Field(HeaderNames.Host, host);

    public void Add(string name, StringValues values) => writer.Field(name, values);

    public void Remove(string name) => writer.Remove(name);
}
