namespace ScriptProxy.GeoBlock;

/// <summary>What becomes of an address whose country is not known.</summary>
public enum UnknownCountry
{
    /// <summary>It is admitted, even where only some countries are.</summary>
    Allow,

    /// <summary>It is refused, even where all countries are admitted.</summary>
    Deny,
}
