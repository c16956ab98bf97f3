using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ScriptProxy.Forwarding.Heads;

/// <summary>
/// Takes the head of a request as it goes over the wire: first the line, then the headers. A value that would end its line is
/// refused.
/// </summary>
public sealed class RequestWriter
{
    private const int Usual = 2048;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> BreaksOrSpace = SearchValues.Create("\r\n\0 ");

    private byte[] _usual = [];
    private byte[] _bytes = [];
    private int _count;
    private int _firstField;

    internal RequestWriter()
    {
    }

    /// <summary>What has been written.</summary>
    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    /// <summary>The request line.</summary>
    public void Line(string method, string target)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        if (method.AsSpan().ContainsAny(BreaksOrSpace) || target.AsSpan().ContainsAny(BreaksOrSpace))
            throw new InvalidOperationException("a method or target has a space, a line break or NUL in it");
        Reserve(method.Length + target.Length + 12);
        Put(method);
        _bytes[_count++] = (byte)' ';
        Put(target);
        Put(" HTTP/1.1\r\n"u8);
        _firstField = _count;
    }

    /// <summary>A header line.</summary>
    public void Field(string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (value.AsSpan().ContainsAny(Breaks) || name.AsSpan().ContainsAny(BreaksOrSpace))
            throw new InvalidOperationException($"request header '{name}' was given a value with a line break or NUL");
        Reserve(name.Length + (value?.Length ?? 0) + 4);
        Put(name);
        Put(": "u8);
        Put(value);
        Put("\r\n"u8);
    }

    /// <summary>A header line for each value.</summary>
    public void Field(string name, StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
            Field(name, values[i]);
    }

    /// <summary>A header line with a number.</summary>
    public void Field(string name, long value)
    {
        ArgumentNullException.ThrowIfNull(name);
        Reserve(name.Length + 24);
        Put(name);
        Put(": "u8);
        value.TryFormat(_bytes.AsSpan(_count), out var digits, provider: CultureInfo.InvariantCulture);
        _count += digits;
        Put("\r\n"u8);
    }

    /// <summary>Takes out what has been written under a name.</summary>
    public void Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var at = _firstField; at < _count;)
        {
            var line = _bytes.AsSpan(at, _count - at);
            var length = line.IndexOf((byte)'\n') + 1;
            var isIt = line.Length > name.Length && line[name.Length] == (byte)':'
                && Ascii.EqualsIgnoreCase(line[..name.Length], name);
            if (!isIt)
            {
                at += length;
                continue;
            }

            line[length..].CopyTo(line);
            _count -= length;
        }
    }

    internal void Begin()
    {
        if (_usual.Length == 0)
            _usual = new byte[Usual];
        _bytes = _usual;
        _count = 0;
        _firstField = 0;
    }

    internal void EndHead() => Append("\r\n"u8);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        Put(bytes);
    }

    // The buffer for the usual head stays for the next request.
    internal void Release()
    {
        if (_bytes != _usual)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = _usual;
        _count = 0;
    }

    /// <summary>Holds no memory until the next request: nothing of this one is sent again, and it may last for hours.</summary>
    internal void Forget()
    {
        Release();
        _bytes = _usual = [];
    }

    // Each char is a byte that the client sent, or Latin-1.
    private void Put(ReadOnlySpan<char> text) => _count += Encoding.Latin1.GetBytes(text, _bytes.AsSpan(_count));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _count >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _count + count));
        _bytes.AsSpan(0, _count).CopyTo(larger);
        if (_bytes != _usual)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
