using ScriptProxy.Observability.Status;

namespace ScriptProxy.Observability.Pages;

/// <summary>
/// nginx's <c>stub_status</c>, byte for byte, blanks at the ends of lines included: exporters parse it.
/// </summary>
public static class StubStatusPage
{
    public static string Write(ConnectionStatus counted)
    {
        ArgumentNullException.ThrowIfNull(counted);
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Active connections: {counted.Active} \n"
            + $"server accepts handled requests\n {counted.Accepted} {counted.Handled} {counted.Requests} \n"
            + $"Reading: {counted.Reading} Writing: {counted.Writing} Waiting: {counted.Waiting} \n");
    }
}
