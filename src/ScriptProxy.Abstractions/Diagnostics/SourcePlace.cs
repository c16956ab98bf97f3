namespace ScriptProxy.Diagnostics;

/// <summary>A place in an author's file, printed as <c>file(line,col)</c>.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Line">Line, counted from 1; 0 when only the file is known.</param>
/// <param name="Column">Column, counted from 1; 0 when only the file is known.</param>
public readonly record struct SourcePlace(string File, int Line = 0, int Column = 0) : IComparable<SourcePlace>
{
    /// <summary>Orders by file, line and column.</summary>
    public int CompareTo(SourcePlace other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        if (byFile != 0)
            return byFile;
        var byLine = Line.CompareTo(other.Line);
        return byLine != 0 ? byLine : Column.CompareTo(other.Column);
    }

    /// <summary>The place as it is printed, with the path as it is stored.</summary>
    public override string ToString() => Line > 0 ? $"{File}({Line},{Column})" : File;

    /// <summary>Compares by file, line and column.</summary>
    public static bool operator <(SourcePlace left, SourcePlace right) => left.CompareTo(right) < 0;

    /// <summary>Compares by file, line and column.</summary>
    public static bool operator >(SourcePlace left, SourcePlace right) => left.CompareTo(right) > 0;

    /// <summary>Compares by file, line and column.</summary>
    public static bool operator <=(SourcePlace left, SourcePlace right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by file, line and column.</summary>
    public static bool operator >=(SourcePlace left, SourcePlace right) => left.CompareTo(right) >= 0;
}
