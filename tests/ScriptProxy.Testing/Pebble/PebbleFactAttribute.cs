using Xunit;

namespace ScriptProxy.Testing.Pebble;

/// <summary>A test against a real Pebble; skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PebbleFactAttribute : FactAttribute
{
    public PebbleFactAttribute() => Skip = PebblePrograms.Missing;
}
