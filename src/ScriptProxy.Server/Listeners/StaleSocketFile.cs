using System.Net.Sockets;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Removes the socket file that a killed process left behind, which would keep every later one from binding. Anything
/// else at that path stays: a file that is no socket, and a socket that somebody answers on.
/// </summary>
internal static class StaleSocketFile
{
    public static void Remove(UnixDomainSocketEndPoint endPoint)
    {
        var path = endPoint.ToString()!;
        if (IsSocket(path) && !IsAnswered(endPoint))
            File.Delete(path);
    }

    // A socket is what exists and cannot be opened as a file; connecting cannot tell, it is refused by plain files too.
    private static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsAnswered(UnixDomainSocketEndPoint endPoint)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endPoint);
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }
}
