namespace ScriptProxy.Forwarding.Heads;

/// <summary>Fields in the order in which they arrived. Used again for the next answer.</summary>
public sealed class FieldList
{
    private Field[] _fields = new Field[16];

    public int Count { get; private set; }

    public ref readonly Field this[int index] => ref _fields.AsSpan(0, Count)[index];

    internal void Add(in Field field)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, Count * 2);
        _fields[Count++] = field;
    }

    internal void Clear()
    {
        _fields.AsSpan(0, Count).Clear();
        Count = 0;
    }
}
