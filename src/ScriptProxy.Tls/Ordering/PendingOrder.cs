using System.Diagnostics.CodeAnalysis;

namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// An order that is under way, as it is kept so that whoever comes after a crash goes on with it instead of ordering again.
/// </summary>
/// <param name="Order">Its address.</param>
/// <param name="Account">Address of the account that ordered.</param>
/// <param name="KeyPem">The certificate's key.</param>
internal sealed record PendingOrder(Uri Order, Uri Account, string KeyPem)
{
    private const string OrderMark = "# order: ";
    private const string AccountMark = "# account: ";

    public string ToText() => $"{OrderMark}{Order.AbsoluteUri}\n{AccountMark}{Account.AbsoluteUri}\n{KeyPem}\n";

    /// <summary>Whether the text is one.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out PendingOrder? pending)
    {
        var lines = text.Split('\n');
        pending = UrlOf(lines, OrderMark) is { } order && UrlOf(lines, AccountMark) is { } account
            ? new PendingOrder(order, account, string.Join('\n', lines.Skip(2)))
            : null;
        return pending is not null;
    }

    private static Uri? UrlOf(string[] lines, string mark) =>
        Array.Find(lines, line => line.StartsWith(mark, StringComparison.Ordinal)) is { } line
        && Uri.TryCreate(line[mark.Length..], UriKind.Absolute, out var url)
            ? url
            : null;
}
