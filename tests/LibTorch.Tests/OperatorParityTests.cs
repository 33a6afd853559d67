using System.Reflection;
using System.Text.Json;

namespace ModelDsl.LibTorch.Tests;

/// <summary>Every operator, and its gradient, against what PyTorch gave for the same numbers.</summary>
public sealed class OperatorParityTests
{
    private static readonly JsonElement s_golden =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "operators.json"))).RootElement;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in OperatorTable.Operators.Keys)
            {
                cases.Add(name, "float32");
                cases.Add(name, "float64");
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operator_gives_what_PyTorchs_gives(string name, string type)
    {
        using var scope = NewDisposeScope();
        var expected = s_golden.GetProperty(type).GetProperty(name);
        var tolerance = type == "float32" ? 1e-5 : 1e-10;
        var inputs = new Inputs(s_golden, type == "float32" ? float32 : float64);
        var found = OperatorTable.Operators[name](inputs).Outputs;

        var outputs = expected.GetProperty("outputs");
        Assert.Equal(outputs.GetArrayLength(), found.Length);
        foreach (var (output, tensor) in outputs.EnumerateArray().Zip(found))
        {
            Assert.Equal(output.GetProperty("type").GetString(), TypeName(tensor.dtype));
            Assert.Equal(output.GetProperty("shape").Deserialize<long[]>()!, tensor.shape);
            Close(output.GetProperty("values"), tensor, tolerance);
        }

        Backward([.. found.Where(tensor => tensor.requires_grad)]);
        var gradients = expected.GetProperty("gradients");
        Assert.Equal(
            gradients.EnumerateObject().Select(gradient => gradient.Name).Order(),
            inputs.Leaves.Where(leaf => leaf.Value.grad is not null).Select(leaf => leaf.Key).Order());
        foreach (var gradient in gradients.EnumerateObject())
            Close(gradient.Value, inputs.Leaves[gradient.Name].grad!, tolerance);
    }

    [Fact]
    public void Both_sides_list_the_same_operators() =>
        Assert.Equal(s_golden.GetProperty("float64").EnumerateObject().Select(property => property.Name), OperatorTable.Operators.Keys);

    [Fact]
    public void Every_operator_is_in_the_table_or_tested_elsewhere()
    {
        var inTable = CalledMethods.Of(typeof(OperatorTable));
        var operators = new[] { typeof(Tensor), typeof(torch), typeof(torch.linalg) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => GivesTensors(method.ReturnType) && !s_testedElsewhere.Contains(method.Name));
        string[] missing = [.. operators.Where(method => !IsCovered(method, inTable)).Select(method => $"{method.DeclaringType!.Name}: {method}")];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    /// <summary>What no table of numbers can show; the other tests do.</summary>
    private static readonly HashSet<string> s_testedElsewhere =
    [
        // Factories, which TensorTests hold.
        "tensor", "as_tensor", "from_array", "zeros", "ones", "empty", "full", "eye", "arange", "linspace", "logspace", "op_Implicit",
        "zeros_like", "ones_like", "empty_like", "full_like", "new_zeros", "new_ones", "new_empty", "new_full",

        // Random numbers, which RandomnessTests hold.
        "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "randint_like", "normal", "normal_", "uniform_", "bernoulli", "bernoulli_",
        "multinomial", "poisson", "random_", "exponential_", "log_normal_", "cauchy_", "geometric_", "get_rng_state",

        // Writes, moves and conversions, which TensorTests hold.
        "fill_", "zero_", "copy_", "to", "to_type", "type", "type_as", "cpu", "cuda", "alias",
        "bool", "byte", "char", "short", "int", "long", "half", "bfloat16", "float", "double", "get_TensorItems",

        // Autograd, which AutogradTests hold.
        "get_grad", "requires_grad_", "with_requires_grad", "detach_",

        // Lifetimes, which ScopeTests hold, and files, which ModuleTests hold.
        "WrappedTensorDisposeScope", "DetachFromDisposeScope", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "load", "Load",
    ];

    /// <summary>Does the table call the method, or does it pass on to one that the table calls?</summary>
    private static bool IsCovered(MethodInfo method, IReadOnlySet<MethodBase> inTable) =>
        inTable.Contains(method)
        || CalledMethods.Of(method).OfType<MethodInfo>().Any(called =>
            called != method && called.Module == method.Module && (called.Name == method.Name || s_passedOnTo.Contains(called.Name)) && IsCovered(called, inTable));

    /// <summary>What signs, and second names of an operator, pass on to.</summary>
    private static readonly HashSet<string> s_passedOnTo =
        ["add", "sub", "mul", "div", "remainder", "SubtractedFrom", "Dividing", "eq", "ne", "lt", "le", "gt", "ge", "maximum", "minimum", "cat", "t"];

    private static bool GivesTensors(Type type) =>
        type == typeof(Tensor) || type == typeof(Tensor[])
        || (type.IsGenericType && type.GetGenericArguments().Contains(typeof(Tensor)) && !type.IsAssignableTo(typeof(Delegate)));

    /// <summary>Differentiates a sum in which every element counts differently, so that a gradient in the wrong place shows.</summary>
    private static void Backward(Tensor[] outputs)
    {
        if (outputs.Length == 0)
            return;
        var sums = outputs.Select(output => (output.reshape(-1) * (arange(1, output.numel() + 1, output.dtype) / output.numel())).sum());
        sums.Aggregate((sum, next) => sum + next).backward();
    }

    /// <summary>Integers and truth values are equal, and real numbers as close as a part of the largest.</summary>
    private static void Close(JsonElement expected, Tensor actual, double tolerance)
    {
        if (actual.dtype == ScalarType.Bool)
        {
            Assert.Equal(expected.Deserialize<bool[]>()!, actual.data<bool>().ToArray());
            return;
        }
        var wanted = expected.Deserialize<double[]>()!;
        var found = actual.detach().to_type(float64).data<double>().ToArray();
        Assert.Equal(wanted.Length, found.Length);
        var largest = actual.is_floating_point() ? wanted.Select(Math.Abs).DefaultIfEmpty().Max() : 0;
        Assert.All(wanted.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance * largest));
    }

    private static string TypeName(ScalarType type) => type == ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();
}
