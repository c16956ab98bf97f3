using System.Globalization;

namespace ScriptProxy.Cli.Doctor.Machine;

/// <summary>The process that holds a socket.</summary>
internal sealed record SocketOwner(int Pid, string Name)
{
    /// <summary>Looks through the file descriptors of all processes; null when the holder is not ours to see.</summary>
    public static SocketOwner? Of(ListeningSocket socket, MachineFiles machine)
    {
        var target = $"socket:[{socket.Inode}]";
        foreach (var folder in machine.In("proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                continue;
            if (machine.In($"proc/{pid}/fd").Any(descriptor => LinkOf(descriptor) == target))
                return new SocketOwner(pid, machine.Lines($"proc/{pid}/comm")?.FirstOrDefault() ?? "?");
        }

        return null;
    }

    public override string ToString() => $"{Name} (pid {Pid})";

    private static string? LinkOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile, or is somebody else's.
            return null;
        }
    }
}
