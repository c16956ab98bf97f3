namespace ScriptProxy.Forwarding.Heads;

/// <summary>Which of the fields that say how a message is read a field is, if any.</summary>
internal enum FieldKind : byte
{
    Other,
    ContentLength,
    TransferEncoding,
    Connection,
}
