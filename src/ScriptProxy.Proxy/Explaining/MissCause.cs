namespace ScriptProxy.Proxy.Explaining;

/// <summary>Why a route did not take a request; the causes are in the order in which routes are chosen.</summary>
public enum MissCause
{
    /// <summary>Its pattern does not match, though nearly.</summary>
    Pattern,

    /// <summary>Its pattern matches but for a constraint such as <c>:int</c>.</summary>
    Constraint,

    Host,
    Header,
    Query,
    When,
    Method,

    /// <summary>The route that was taken has a lower <c>Order</c>.</summary>
    Order,

    /// <summary>The route that was taken has a more specific pattern.</summary>
    LessSpecific,

    /// <summary>The route that was taken has as specific a pattern and more conditions.</summary>
    FewerConditions,

    /// <summary>Equal but for its place in the script.</summary>
    WrittenLater,
}
