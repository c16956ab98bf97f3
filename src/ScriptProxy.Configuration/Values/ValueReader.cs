using System.Diagnostics.CodeAnalysis;

namespace ScriptProxy.Configuration.Values;

/// <summary>Reads a value of one kind; false when it reported why it could not.</summary>
internal delegate bool ValueReader<T>(ValueSource source, [MaybeNullWhen(false)] out T value);
