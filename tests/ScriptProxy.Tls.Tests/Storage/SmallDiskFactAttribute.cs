namespace ScriptProxy.Tls.Tests.Storage;

/// <summary>A test that is skipped where no file system may be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible())
            Skip = "It mounts a file system in memory, which takes root on Linux.";
    }
}
