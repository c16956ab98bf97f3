using System.Security.Cryptography;
using System.Text;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Storage;

/// <summary>
/// How an entry stands in its file: notes as comments, then the key, the certificate and its chain as PEM. One file, so that
/// they can never be of different certificates; other programs (HAProxy, openssl) read it as well.
/// </summary>
internal static class EntryText
{
    private const string Mark = "# ";

    public static string Of(CertificateBundle bundle, IReadOnlyDictionary<string, string> notes)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in notes.OrderBy(note => note.Key, StringComparer.Ordinal))
            text.Append(Mark).Append(key).Append(": ").Append(value.ReplaceLineEndings(" ")).Append('\n');
        return text.Append(bundle.KeyPem()).Append('\n').Append(bundle.ChainPem()).ToString();
    }

    /// <exception cref="CryptographicException">It is none, or a broken one.</exception>
    public static StoredCertificate Read(string name, string text) =>
        new(name, CertificateBundle.FromPem(text, text), NotesOf(text));

    private static Dictionary<string, string> NotesOf(string text)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').TakeWhile(line => line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                notes[line[Mark.Length..colon]] = line[(colon + 1)..].Trim();
        }

        return notes;
    }
}
