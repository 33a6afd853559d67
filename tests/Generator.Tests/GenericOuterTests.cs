using System.Reflection;
using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Models inside generic classes.</summary>
public partial class Outer<T>
    where T : struct
{
    /// <summary>A submodel of the other.</summary>
    [Model]
    public partial class Body
    {
        [Size(4)] public partial int Width { get; }

        [Linear(nameof(Width)), ReLU]
        public partial Tensor Run([Shape(6)] Tensor input);
    }

    /// <summary>A model with a submodel of the same and one of another type argument.</summary>
    [Model]
    public partial class Holder
    {
        [Size(4)] public partial int Width { get; }

        public partial Body Own { get; }

        public partial Outer<int>.Body Other { get; }

        [Use(nameof(Own)), Linear(6), Use(nameof(Other))]
        public partial Tensor Run([Shape(6)] Tensor input);

        /// <summary>The type argument is in scope.</summary>
        public T Value { get; set; }
    }
}

/// <summary>A model inside a generic interface.</summary>
public partial interface IOuter<T>
{
    /// <summary>The model.</summary>
    [Model]
    partial class Net
    {
        [Linear(3)]
        public partial Tensor Run([Shape(6)] Tensor input);
    }
}

[Collection(TensorCollection.Name)]
public class GenericOuterTests
{
    [Fact]
    public void A_model_in_a_generic_class_runs()
    {
        using var scope = NewDisposeScope();
        using var holder = new Outer<double>.Holder(width: 5);
        Assert.Equal([2, 5], holder.Run(rand(2, 6)).shape);
        Assert.Equal(5, holder.Own.Width);
        Assert.Equal(["Other.Run.0.bias", "Other.Run.0.weight", "Own.Run.0.bias", "Own.Run.0.weight", "Run.1.bias", "Run.1.weight"],
            holder.state_dict().Keys.Order(StringComparer.Ordinal));

        using var net = new IOuter<int>.Net();
        Assert.Equal([2, 3], net.forward(rand(2, 6)).shape);
    }

    /// <summary>It cannot be created without a type argument.</summary>
    [Fact]
    public void The_catalogue_does_not_list_it()
    {
        var catalogue = typeof(GenericOuterTests).Assembly.GetCustomAttribute<ModelCatalogueAttribute>()!.Catalogue;
        var models = (IReadOnlyList<ModelEntry>)catalogue.GetProperty("Models")!.GetValue(null)!;
        Assert.DoesNotContain(models, entry => entry.Name is "Holder" or "Body");
    }

    [Fact]
    public async Task Its_shapes_are_checked() => Assert.Equal(
        ["Linear cannot take [1, 28, 28]: it needs one axis of features. Add [Flatten] before it, which returns [784]."],
        await Verify(Model("[Model] public partial class Net { [{|MDL0102:Linear(3)|}] public partial Tensor Run([Shape(1, 28, 28)] Tensor x); }", "public partial class Outer<T>")));

    [Fact]
    public async Task A_model_with_its_own_type_parameters_is_refused() => Assert.Equal(
        ["Net has type parameters: declare its sizes with [Size]"],
        await Verify(Model("[Model] public partial class {|MDL0009:Net|}<U> { [Linear(3)] public partial Tensor Run([Shape(784)] Tensor x); }", "public partial class Outer<T>")));

    /// <summary>Each level has other type arguments, but the same declaration.</summary>
    [Fact]
    public async Task A_model_that_holds_itself_with_other_type_arguments_is_refused() => Assert.Equal(
        ["Net contains itself: Net holds Inner, which is or holds Net. Remove Inner."],
        await Verify(Model("[Model] public partial class Net { public partial Outer<Outer<T>>.Net {|MDL0016:Inner|} { get; } [Linear(3)] public partial Tensor Run([Shape(784)] Tensor x); }", "public partial class Outer<T>")));
}
