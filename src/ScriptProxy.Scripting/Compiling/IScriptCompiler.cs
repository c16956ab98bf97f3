namespace ScriptProxy.Scripting.Compiling;

/// <summary>Makes an image of a script, in this process or in another.</summary>
internal interface IScriptCompiler
{
    CompiledScript Compile(ScriptSource source);
}
