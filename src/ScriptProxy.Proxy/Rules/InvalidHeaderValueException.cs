using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Rules;

/// <summary>A script's function gave a header value with CR, LF or NUL in it.</summary>
internal sealed class InvalidHeaderValueException(HeaderRule rule)
    : Exception($"the value for header '{rule.Name}' contains a line break or NUL")
{
    /// <summary>The call that declared the header.</summary>
    public SourcePlace Place { get; } = rule.Place;
}
