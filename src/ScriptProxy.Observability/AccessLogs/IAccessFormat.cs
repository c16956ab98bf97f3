using System.Buffers;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Turns a record into a line of UTF-8, its line feed included.</summary>
internal interface IAccessFormat
{
    void Write(in AccessRecord record, IBufferWriter<byte> line);
}
