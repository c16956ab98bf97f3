namespace ScriptProxy.Scripting.Compiling;

/// <summary>Code that goes into a script's text in place of so many characters.</summary>
internal readonly record struct GuardInsertion(int Position, int Replaces, string Code);
