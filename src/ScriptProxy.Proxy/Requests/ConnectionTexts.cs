using System.Globalization;
using System.Net;

namespace ScriptProxy.Proxy.Requests;

/// <summary>
/// The client's address and the port as they stand in headers. Requests of one connection come one after the other and have the
/// same, so that they are made once.
/// </summary>
internal sealed class ConnectionTexts
{
    private (IPAddress Address, string Text) _address = (IPAddress.None, IPAddress.None.ToString());
    private (int Number, string Text) _port = (0, "0");

    public string Of(IPAddress address)
    {
        if (!ReferenceEquals(_address.Address, address))
            _address = (address, address.ToString());
        return _address.Text;
    }

    public string Of(int port)
    {
        if (_port.Number != port)
            _port = (port, port.ToString(CultureInfo.InvariantCulture));
        return _port.Text;
    }
}
