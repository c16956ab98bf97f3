namespace Samples.Hello;

/// <summary>The settings in <c>[plugin.HelloPlugin]</c>.</summary>
public sealed class HelloOptions
{
    /// <summary>The header that brings the key: <c>header = "X-Api-Key"</c>.</summary>
    public string Header { get; set; } = "X-Api-Key";

    /// <summary>The keys that are let in: <c>keys = ["…"]</c>. None by default, so that nobody is.</summary>
    public IReadOnlyList<string> Keys { get; set; } = [];
}
