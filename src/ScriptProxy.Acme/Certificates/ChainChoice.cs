namespace ScriptProxy.Acme.Certificates;

/// <summary>Chooses among the chains that a CA offers for one certificate (RFC 8555, section 7.4.2).</summary>
public static class ChainChoice
{
    /// <summary>The first chain that leads to the root of this common name; else, and without a name, the CA's own choice.</summary>
    /// <param name="chains">All chains, the CA's own choice first.</param>
    /// <param name="preferred">A root's common name, such as <c>ISRG Root X1</c>; null for none.</param>
    public static IssuedChain Of(IReadOnlyList<IssuedChain> chains, string? preferred)
    {
        ArgumentNullException.ThrowIfNull(chains);
        return preferred is null ? chains[0] : chains.FirstOrDefault(chain => chain.LeadsTo(preferred)) ?? chains[0];
    }
}
