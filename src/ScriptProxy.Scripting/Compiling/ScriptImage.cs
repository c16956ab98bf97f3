namespace ScriptProxy.Scripting.Compiling;

/// <summary>A compiled script in memory.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable PDB.</param>
/// <param name="TypeName">The type that holds the script's top level.</param>
/// <param name="FactoryName">Its static method that runs the top level.</param>
/// <param name="References">The assemblies that the script brought along by <c>#r</c>.</param>
internal sealed record ScriptImage(
    byte[] Assembly, byte[] Symbols, string TypeName, string FactoryName, IReadOnlyCollection<byte[]> References);
