namespace ScriptProxy.Cli;

/// <summary>What the process says to the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The user's files, or the machine they meet, are wrong.</summary>
    public const int WrongFiles = 1;

    public const int WrongUsage = 2;

    /// <summary>A bug of ours; <c>EX_SOFTWARE</c> of sysexits.h.</summary>
    public const int Bug = 70;
}
