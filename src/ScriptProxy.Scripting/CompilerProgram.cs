namespace ScriptProxy.Scripting;

/// <summary>
/// What is started to compile scripts in a process of its own: a program that runs <see cref="CompilerService"/> over
/// its standard input and output.
/// </summary>
/// <param name="File">Full path.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record CompilerProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The command by which the proxy's own program runs the service.</summary>
    public const string Command = "compile-scripts";

    /// <summary>
    /// The program that runs here, told to compile; null where the system does not say which that is.
    /// </summary>
    public static CompilerProgram? OfThisProcess()
    {
        if (Environment.ProcessPath is not { } path)
            return null;
        return Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new CompilerProgram(path, [Path.GetFullPath(Environment.GetCommandLineArgs()[0]), Command])
            : new CompilerProgram(path, [Command]);
    }
}
