namespace ScriptProxy.Configuration.Values;

/// <summary>What may stand in a Host header: a name or an address, with or without a port.</summary>
internal static class HostHeader
{
    public static bool IsValid(string text) =>
        Uri.TryCreate($"http://{text}", UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && url.PathAndQuery == "/"
        && url.Fragment.Length == 0
        && !text.EndsWith('/');
}
