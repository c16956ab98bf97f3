using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration;

/// <summary>A setting that is read and checked, but whose behaviour a later release brings.</summary>
/// <param name="Path">The keys that lead to it; <c>*</c> is any name.</param>
/// <param name="Meanwhile">What happens instead, to end the sentence "it has no effect in this release:".</param>
/// <param name="IsSo">Says of a value that it asks for what happens anyway; null when no value does.</param>
internal sealed record LaterSetting(string Path, string Meanwhile, Func<TomlNode, bool>? IsSo = null);
