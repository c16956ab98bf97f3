using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Storage;

/// <summary>
/// The certificates that the proxy ordered, in <c>certificates</c> below the state folder, where several proxies may share them.
/// Each entry is one file that is replaced in one step; the folder is the owner's alone.
/// </summary>
/// <remarks>Methods may be called from any thread and are synchronous: they touch a few kilobytes.</remarks>
public sealed partial class CertificateStore
{
    private const string Ending = ".pem";
    private const string LockEnding = ".lock";

    private readonly PrivateFolder _entries;
    private readonly PrivateFolder _locks;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <summary>Names the folder; nothing is written before the first entry is.</summary>
    /// <param name="folder">Its full path; see <see cref="FolderIn"/>.</param>
    /// <param name="logs">Where corrupt entries are reported.</param>
    /// <param name="time">What the names of corrupt entries are dated by.</param>
    public CertificateStore(string folder, ILoggerFactory logs, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _log = logs.CreateLogger("certificates");
        Folder = Path.GetFullPath(folder);
        _entries = new PrivateFolder(Folder, _time);
        _locks = new PrivateFolder(Path.Combine(Folder, "locks"), _time);
        Accounts = new PrivateFolder(Path.Combine(Folder, "accounts"), _time);
        Orders = new PrivateFolder(Path.Combine(Folder, "orders"), _time);
    }

    /// <summary>Where ordered certificates are in a state folder.</summary>
    public static string FolderIn(string stateFolder) => Path.Combine(stateFolder, "certificates");

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>For the keys and addresses of accounts at CAs: text under a name, as safe as the entries.</summary>
    public PrivateFolder Accounts { get; }

    /// <summary>For orders that are under way, so that the next start goes on with them: text under a name.</summary>
    public PrivateFolder Orders { get; }

    /// <summary>The full path of an entry's file, whether it is there or not.</summary>
    public string PathOf(string name) => _entries.PathOf(EntryName.FileOf(name, Ending));

    /// <summary>
    /// The entry of a name, expired or not; null when there is none. One that is corrupt is set aside under another name, reported,
    /// and not there any more.
    /// </summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public StoredCertificate? Find(string name)
    {
        var file = EntryName.FileOf(name, Ending);
        if (_entries.Read(file) is not { } text)
            return null;
        try
        {
            return EntryText.Read(name, text);
        }
        catch (CryptographicException exception)
        {
            SetAside(_entries, file, exception.Message);
            return null;
        }
    }

    /// <summary>Stores an entry in place of the one of that name.</summary>
    /// <exception cref="StoreException">It cannot be written; the one before is still there.</exception>
    public void Save(string name, CertificateBundle bundle, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        _entries.Write(EntryName.FileOf(name, Ending), EntryText.Of(bundle, notes ?? new Dictionary<string, string>()));
    }

    /// <summary>Forgets an entry, if there is one.</summary>
    /// <exception cref="StoreException">It cannot be removed.</exception>
    public void Remove(string name) => _entries.Delete(EntryName.FileOf(name, Ending));

    /// <summary>The names of all entries, in order; some may turn out to be corrupt when they are asked for.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public IReadOnlyList<string> Names() => [.. _entries.Names(Ending).Select(file => EntryName.NameOf(file, Ending))];

    /// <summary>
    /// Waits until nobody else, in this process or another one that shares the folder, holds the name. Look for the entry again
    /// once it is held: whoever held it before may have stored what is wanted.
    /// </summary>
    /// <exception cref="StoreException">The lock's file cannot be made.</exception>
    public Task<StoreLock> Lock(string name, CancellationToken stop) =>
        StoreLock.Take(_locks, EntryName.FileOf(name, LockEnding), _time, stop);

    /// <summary>The same without waiting; null when somebody else holds it.</summary>
    /// <exception cref="StoreException">The lock's file cannot be made.</exception>
    public StoreLock? TryLock(string name) => StoreLock.TryTake(_locks, EntryName.FileOf(name, LockEnding));

    internal string PathOfPublic(string file) => _entries.PathOf(file);

    /// <summary>Stores a text that is no entry beside the entries.</summary>
    internal void SavePublic(string file, string text) => _entries.Write(file, text);

    /// <summary>Gives a file that cannot be used another name, and reports it.</summary>
    internal void SetAside(PrivateFolder folder, string file, string reason)
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{file}.corrupt-{_time.GetUtcNow():yyyyMMddTHHmmss}");
        Corrupt(_log, folder.PathOf(file), reason.TrimEnd('.'), aside);
        folder.Rename(file, aside);
    }

    [LoggerMessage(
        EventId = 5001, Level = LogLevel.Error,
        Message = "the stored file '{File}' is corrupt: {Reason}; it is set aside as '{Aside}'")]
    private static partial void Corrupt(ILogger log, string file, string reason, string aside);
}
