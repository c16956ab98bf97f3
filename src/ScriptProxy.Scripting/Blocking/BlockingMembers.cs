using System.Collections.Frozen;
using Microsoft.CodeAnalysis;

namespace ScriptProxy.Scripting.Blocking;

/// <summary>The members of .NET that hold a thread until a file, a socket, a task or a clock answers, and what to write instead.</summary>
internal static class BlockingMembers
{
    private const string AwaitIt = "'await'";
    private const string Signal = "'await' with a 'TaskCompletionSource', or 'await SemaphoreSlim.WaitAsync(…)'";
    private const string Client = "'await' with the script's 'Client'";
    private const string OtherThread = "'await Task.Run(() => …)'";

    // Those that have a twin whose name ends in Async.
    private static readonly (string Type, string Names)[] Twins =
    [
        ("System.IO.File", "ReadAllText ReadAllBytes ReadAllLines ReadLines WriteAllText WriteAllBytes WriteAllLines " +
            "AppendAllText AppendAllBytes AppendAllLines"),
        ("System.IO.RandomAccess", "Read Write"),
        .. Streams().Select(type => (type, "Read ReadExactly ReadAtLeast Write CopyTo Flush")),
        ("System.IO.TextReader", "Read ReadBlock ReadLine ReadToEnd"),
        ("System.IO.StreamReader", "Read ReadBlock ReadLine ReadToEnd"),
        ("System.IO.TextWriter", "Write WriteLine Flush"),
        ("System.IO.StreamWriter", "Write WriteLine Flush"),
        ("System.Net.Http.HttpClient", "Send"),
        ("System.Net.Http.HttpMessageInvoker", "Send"),
        ("System.Net.Http.HttpContent", "ReadAsStream"),
        ("System.Net.WebRequest", "GetResponse GetRequestStream"),
        ("System.Net.HttpWebRequest", "GetResponse GetRequestStream"),
        ("System.Net.Dns", "GetHostEntry GetHostAddresses"),
        ("System.Net.Sockets.Socket", "Connect Accept Receive ReceiveFrom ReceiveMessageFrom Send SendTo SendFile Disconnect"),
        ("System.Net.Sockets.TcpClient", "Connect"),
        ("System.Net.Sockets.TcpListener", "AcceptTcpClient AcceptSocket"),
        ("System.Net.Sockets.UdpClient", "Receive Send"),
        ("System.Net.Security.SslStream", "AuthenticateAsClient AuthenticateAsServer"),
        ("System.Diagnostics.Process", "WaitForExit"),
        ("System.Threading.SemaphoreSlim", "Wait"),
    ];

    private static readonly (string Type, string Names, string Instead)[] Others =
    [
        ("System.Threading.Tasks.Task", "Result Wait", AwaitIt),
        ("System.Threading.Tasks.Task", "WaitAll", "'await Task.WhenAll(…)'"),
        ("System.Threading.Tasks.Task", "WaitAny", "'await Task.WhenAny(…)'"),
        ("System.Threading.Tasks.ValueTask", "Result", AwaitIt),
        ("System.Runtime.CompilerServices.TaskAwaiter", "GetResult", AwaitIt),
        ("System.Runtime.CompilerServices.ValueTaskAwaiter", "GetResult", AwaitIt),
        ("System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter", "GetResult", AwaitIt),
        ("System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter", "GetResult", AwaitIt),
        ("System.Threading.Thread", "Sleep", "'await Task.Delay(…)'"),
        ("System.Threading.Thread", "Join", "'await' with a task"),
        ("System.Threading.Monitor", "Wait", Signal),
        ("System.Threading.WaitHandle", "WaitOne WaitAll WaitAny SignalAndWait", Signal),
        ("System.Threading.ManualResetEventSlim", "Wait", Signal),
        ("System.Threading.CountdownEvent", "Wait", Signal),
        ("System.Threading.Barrier", "SignalAndWait", Signal),
        .. Streams().Select(type => (type, "ReadByte", "'await ReadAsync(…)'")),
        .. Streams().Select(type => (type, "WriteByte", "'await WriteAsync(…)'")),
        ("System.IO.File", "Copy Move", OtherThread),
        ("System.IO.Directory", "GetFiles GetDirectories GetFileSystemEntries Delete", OtherThread),
        ("System.Net.Dns", "GetHostByName GetHostByAddress Resolve", "'await Dns.GetHostEntryAsync(…)'"),
        ("System.Net.WebClient", "DownloadString DownloadData DownloadFile OpenRead OpenWrite", Client),
        ("System.Net.WebClient", "UploadString UploadData UploadFile UploadValues", Client),
        ("System.Net.NetworkInformation.Ping", "Send", "'await SendPingAsync(…)'"),
        ("System.Net.Mail.SmtpClient", "Send", "'await SendMailAsync(…)'"),
        ("Microsoft.AspNetCore.Http.HttpRequest", "Form", "'await ReadFormAsync()'"),
    ];

    private static readonly FrozenDictionary<(string Type, string Name), string> Instead = All();

    private static readonly FrozenSet<string> Names = Instead.Keys.Select(member => member.Name).ToFrozenSet();

    // They inherit members from types of the table, and wait for nothing.
    private static readonly FrozenSet<string> InMemory =
        FrozenSet.Create("System.IO.MemoryStream", "System.IO.UnmanagedMemoryStream", "System.IO.StringWriter");

    private static readonly SymbolDisplayFormat Name =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Whether a member of this name may be one: the cheap question before its symbol is asked for.</summary>
    public static bool MayBe(string name) => Names.Contains(name);

    /// <summary>What to write in place of a member; null when it does not block.</summary>
    /// <param name="member">What the name means.</param>
    /// <param name="receiver">The type of what stands before it, which may be more special than the one that declares it.</param>
    public static string? InsteadOf(ISymbol member, ITypeSymbol? receiver) =>
        member.ContainingType is { } type
        && Instead.GetValueOrDefault((type.ToDisplayString(Name), member.Name)) is { } instead
        && (receiver is null || !InMemory.Contains(receiver.ToDisplayString(Name)))
            ? instead
            : null;

    private static IEnumerable<string> Streams() =>
    [
        "System.IO.Stream", "System.IO.FileStream", "System.IO.BufferedStream", "System.Net.Sockets.NetworkStream",
        "System.Net.Security.SslStream",
    ];

    private static FrozenDictionary<(string, string), string> All() =>
        Twins.SelectMany(row => row.Names.Split(' '), (row, name) => (row.Type, Name: name, Instead: $"'await {name}Async(…)'"))
            .Concat(Others.SelectMany(row => row.Names.Split(' '), (row, name) => (row.Type, Name: name, row.Instead)))
            .ToFrozenDictionary(row => (row.Type, row.Name), row => row.Instead);
}
