namespace ScriptProxy.Proxy.Targets;

/// <summary>Keeps a Location of ours from leading off the site unless the template says so.</summary>
internal static class SafeLocation
{
    /// <summary>
    /// A relative target never begins with <c>//</c> or <c>/\</c>, which browsers read as another host.
    /// </summary>
    public static string Of(string location)
    {
        if (location is not ['/', '/' or '\\', ..])
            return location;
        var rest = location.AsSpan().TrimStart("/\\");
        return string.Concat("/", rest);
    }
}
