namespace ScriptProxy.Cli.Doctor;

/// <summary>One thing that <c>doctor</c> looks at.</summary>
internal interface IExamination
{
    Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop);
}
