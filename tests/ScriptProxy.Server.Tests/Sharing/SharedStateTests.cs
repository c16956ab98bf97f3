using System.Reflection;
using System.Reflection.Emit;
using ScriptProxy.Server.Sharing;

namespace ScriptProxy.Server.Tests.Sharing;

public sealed class SharedStateTests
{
    private readonly SharedState _shared = new();

    [Fact]
    public void Gives_the_same_object_for_a_name()
    {
        var first = _shared.Get("list", () => new List<string>());

        Assert.Same(
            first, _shared.Get<List<string>>("list", () => throw new InvalidOperationException("It is there.")));
    }

    [Fact]
    public void Gives_another_object_for_another_name() =>
        Assert.NotSame(_shared.Get("a", () => new List<string>()), _shared.Get("b", () => new List<string>()));

    [Fact]
    public void Gives_the_same_counter_for_a_name()
    {
        Assert.Equal(1, _shared.Counter("hits").Increment());
        Assert.Equal(6, _shared.Counter("hits").Increment(by: 5));
        Assert.Equal(6, _shared.Counter("hits").Value);
        Assert.Equal(0, _shared.Counter("other").Value);
    }

    [Fact]
    public void Refuses_a_name_that_stands_for_something_else()
    {
        _shared.Get("thing", () => new List<string>());

        var refusal = Assert.Throws<InvalidOperationException>(() => _shared.Get("thing", () => "text"));
        Assert.Contains("use another name", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_type_that_can_be_unloaded()
    {
        var get = typeof(SharedState).GetMethod(nameof(SharedState.Get))!.MakeGenericMethod(TypeOfAScript());
        Assert.Throws<InvalidOperationException>(
            () => get.Invoke(_shared, BindingFlags.DoNotWrapExceptions, null, ["mine", null], null));
    }

    [Fact]
    public void Refuses_an_object_of_a_type_that_can_be_unloaded_and_forgets_it()
    {
        var type = TypeOfAScript();
        Assert.Throws<InvalidOperationException>(() => _shared.Get("mine", () => Activator.CreateInstance(type)!));

        Assert.Equal("text", _shared.Get<object>("mine", () => "text"));
    }

    private static Type TypeOfAScript() =>
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Script"), AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("Script")
            .DefineType("Cart", TypeAttributes.Public)
            .CreateType();
}
