using System.Globalization;

namespace ScriptProxy.Testing;

/// <summary>
/// A hundred ports from below those that the system gives to clients. A process has claimed them while it holds a file
/// open that others then cannot open; the system lets go of it however the process ends.
/// </summary>
internal sealed class PortBlock
{
    private const int First = 12_000;
    private const int Size = 100;
    private const int Blocks = 200;

    // Held, not read.
    private readonly FileStream _claim;
    private readonly int _end;
    private int _next;

    private PortBlock(FileStream claim, int block)
    {
        _claim = claim;
        _next = First + (block * Size);
        _end = _next + Size;
    }

    /// <summary>One that no process has, this one included.</summary>
    public static PortBlock Claim()
    {
        var first = Random.Shared.Next(Blocks);
        for (var tries = 0; tries < Blocks; tries++)
        {
            var block = (first + tries) % Blocks;
            if (TryOpen(block) is { } claim)
                return new PortBlock(claim, block);
        }

        throw new InvalidOperationException("Test processes have claimed all ports.");
    }

    /// <summary>The next port; null when there is none left.</summary>
    public int? Next() => _next < _end ? _next++ : null;

    private static FileStream? TryOpen(int block)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"scriptproxy-test-ports-{block}");
        try
        {
            return new FileStream(
                Path.Combine(Path.GetTempPath(), name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
