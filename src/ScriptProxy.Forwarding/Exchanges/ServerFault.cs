using ScriptProxy.Forwarding.Connections;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>Says why nothing more comes from a server.</summary>
internal static class ServerFault
{
    /// <param name="connection">The connection.</param>
    /// <param name="count">What reading gave: nothing, or less.</param>
    /// <param name="ended">What it means that the server has ended it.</param>
    public static string Describe(ServerConnection connection, int count, string ended) =>
        count == 0 ? ended : connection.Failure?.GetBaseException().Message ?? "the connection broke";
}
