using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>The methods of requests that may reach a server twice without harm (RFC 9110 §9.2.2).</summary>
internal static class IdempotentMethods
{
    public static bool Contains(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method);
}
