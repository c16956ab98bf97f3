using Microsoft.Extensions.Primitives;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Takes what <see cref="RequestHead"/> decides, in the form in which it is sent: target, then Host, then the rest.</summary>
internal interface IRequestSink
{
    /// <summary>Whether trailers may follow the body.</summary>
    bool CarriesTrailers { get; }

    void Target(string target);

    void Host(string host);

    void Add(string name, StringValues values);

    void Remove(string name);
}
