namespace ScriptProxy.Configuration.Tests.Options;

public enum SampleColor
{
    White,
    DarkRed,
}
