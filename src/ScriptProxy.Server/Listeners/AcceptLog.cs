using System.Net;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Server.Listeners;

/// <summary>Tells why connections wait.</summary>
internal static partial class AcceptLog
{
    [LoggerMessage(
        EventId = 4101, Level = LogLevel.Error,
        Message = "{EndPoint}: a connection could not be accepted: {Reason}; see `ulimit -n` if it is out of file "
            + "descriptors")]
    public static partial void NotAccepted(ILogger log, EndPoint endPoint, string reason);
}
