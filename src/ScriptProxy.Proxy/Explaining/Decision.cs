namespace ScriptProxy.Proxy.Explaining;

/// <summary>How a request ends.</summary>
public enum Decision
{
    /// <summary>An upstream answers it.</summary>
    Forward,

    /// <summary>The route's <c>Redirect</c>.</summary>
    Redirect,

    /// <summary>The route's <c>Respond</c>.</summary>
    Respond,

    /// <summary>The route's <c>Handle</c>, whose code is not run to explain.</summary>
    Handle,

    /// <summary>The route's <c>Files</c>, which are not looked up to explain.</summary>
    Files,

    /// <summary>No listener speaks the scheme.</summary>
    NoListener,

    /// <summary>The listener's server refuses the request before any site is asked.</summary>
    Malformed,

    /// <summary>CONNECT, or OPTIONS *.</summary>
    Unroutable,

    /// <summary>421: no site has the host.</summary>
    UnknownHost,

    /// <summary>400: another reading of the path leads to another route.</summary>
    AmbiguousPath,

    /// <summary>404: no route, and the site has no upstream.</summary>
    NoRoute,

    /// <summary>405: only the method is wrong.</summary>
    MethodNotAllowed,

    /// <summary>404: the route's function names no upstream that there is.</summary>
    NoUpstream,

    /// <summary>503: the balancer gave no server.</summary>
    NoServer,

    /// <summary>A limit or an access rule answers.</summary>
    Refused,

    /// <summary>Code of a script or plugin threw.</summary>
    Fault,
}
