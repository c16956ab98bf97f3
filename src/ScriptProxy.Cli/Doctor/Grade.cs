namespace ScriptProxy.Cli.Doctor;

/// <summary>How bad a finding is.</summary>
internal enum Grade
{
    /// <summary>Looked at and as it should be.</summary>
    Fine,

    /// <summary>Could not be looked at, or is for the operator to judge.</summary>
    Note,

    /// <summary>Works, and may not for long, or not safely.</summary>
    Warning,

    /// <summary>Does not work, or is open to others.</summary>
    Fault,
}
