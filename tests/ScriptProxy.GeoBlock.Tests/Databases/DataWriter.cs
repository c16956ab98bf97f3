using System.Text;

namespace ScriptProxy.GeoBlock.Tests.Databases;

/// <summary>
/// Writes values in the data format of MaxMind DB 2.0: a control byte with type and size, then the value.
/// </summary>
internal sealed class DataWriter
{
    private const int Text = 2, UInt16 = 5, UInt32 = 6, Map = 7, UInt64 = 9, Array = 11;

    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public DataWriter Write(object value)
    {
        switch (value)
        {
            case string text:
                Sized(Text, Encoding.UTF8.GetBytes(text));
                break;
            case ushort number:
                Sized(UInt16, BigEndian(number));
                break;
            case uint number:
                Sized(UInt32, BigEndian(number));
                break;
            case ulong number:
                Sized(UInt64, BigEndian(number));
                break;
            case string[] items:
                Control(Array, items.Length);
                foreach (var item in items)
                    Write(item);
                break;
            case (string, object)[] entries:
                Control(Map, entries.Length);
                foreach (var (key, item) in entries)
                    Write(key).Write(item);
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }

        return this;
    }

    private void Sized(int type, byte[] bytes)
    {
        Control(type, bytes.Length);
        _bytes.AddRange(bytes);
    }

    // Types above 7 stand in a second byte, sizes from 29 in a further one.
    private void Control(int type, int size)
    {
        var low = Math.Min(size, 29);
        _bytes.Add((byte)((type > 7 ? 0 : type << 5) | low));
        if (type > 7)
            _bytes.Add((byte)(type - 7));
        if (low == 29)
            _bytes.Add((byte)(size - 29));
    }

    private static byte[] BigEndian(ulong number) =>
        [.. Enumerable.Range(0, 8).Select(place => (byte)(number >> (56 - (8 * place)))).SkipWhile(part => part == 0)];
}
