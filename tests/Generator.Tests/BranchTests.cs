using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>The rules of branches, of products, and of stages with several outputs.</summary>
public class BranchTests
{
    private const string Image = " public partial Tensor Run([Shape(4, 8, 8)] Tensor image);";
    private const string Two = " public partial Tensor Run([Shape(4)] Tensor a, [Shape(4)] Tensor b);";

    [Theory]
    [InlineData("[Mark(\"in\"), Conv2d(8, 3, Padding = 1), Mark(\"main\"), From(\"in\"), Conv2d(8, 1), Add(\"main\"), ReLU] [return: Shape(8, 8, 8)]" + Image)]
    [InlineData("[Conv2d(2, 1), Mark(\"a\"), From(nameof(image)), Conv2d(3, 1), Mark(\"b\"), From(nameof(image)), MaxPool2d(3, Stride = 1, Padding = 1), Concat(\"a\", \"b\")] [return: Shape(9, 8, 8)]" + Image)]
    [InlineData("[Conv2d(4, 1), Add(nameof(image)), Mark(\"x\"), AdaptiveAvgPool2d(1), Flatten, Linear(4), Sigmoid, Reshape(4, 1, 1), Multiply(\"x\")] [return: Shape(4, 8, 8)]" + Image)]
    [InlineData("[Mark(\"a\"), ReLU, Mark(\"b\"), Tanh, Add(\"a\", \"b\", nameof(image))]" + Image)]
    [InlineData("[From(nameof(b)), Linear(4), Mark(\"b2\"), From(nameof(a)), Linear(4), Multiply(\"b2\")] [return: Shape(4)]" + Two)]
    [InlineData("[Multiply, Linear(3)] [return: Shape(3)]" + Two)]
    [InlineData("[Add, Linear(3)] public partial Tensor Run([Shape(4)] Tensor a, [Shape(4)] Tensor b, [Shape(4)] Tensor c);")]
    [InlineData("[Conv2d(4, 1), Mark(\"unused\"), ReLU]" + Image)]
    [InlineData("[Branched(Repeat = 3), Branched] [return: Shape(4, 8, 8)]" + Image + Block)]
    [InlineData("[Softmax(Axis = -1), LogSoftmax(Axis = -3)]" + Image)]
    [InlineData("[Size(8)] public partial int Width { get; }\n[Linear(nameof(Width)), Mark(\"x\"), From(nameof(image)), Linear(1), Multiply(\"x\")] [return: Shape(nameof(Width))] public partial Tensor Run([Shape(4)] Tensor image);")]
    public async Task A_declaration_with_branches_is_valid(string members) => Assert.Empty(await Verify(Model(members)));

    private const string Block = "\n[Mark(\"in\"), ReLU, Mark(\"main\"), From(\"in\"), Sigmoid, Multiply(\"main\")] public sealed class BranchedAttribute : BlockAttribute;";

    [Theory]
    [InlineData("[Mark(\"in\"), ReLU, {|MDL0119:From(\"in\")|}, Conv2d(8, 1)]" + Image,
        "Nothing reads the output of ReLU before [From(\"in\")], so it has no effect. Write [Mark(\"main\")] after it and join it later, as in [Add(\"main\")], or remove it.")]
    [InlineData("[Mark(\"in\"), ReLU, Mark({|MDL0120:\"main\"|}), From(\"in\"), Conv2d(8, 1)]" + Image,
        "Nothing reads the point 'main', which ends a branch of Run, so its layers have no effect. Join it later, as in [Add(\"main\")], or remove the branch.")]
    [InlineData("[{|MDL0120:Lossy|}]" + Image + "\n[Mark(\"in\"), ReLU, Mark(\"main\"), From(\"in\"), Tanh] public sealed class LossyAttribute : BlockAttribute;",
        "Nothing reads the point 'main', which ends a branch of Run, so its layers have no effect. Join it later, as in [Add(\"main\")], or remove the branch.")]
    [InlineData("[ReLU, From({|MDL0115:\"in\"|})]" + Image, "Run has no point 'in'. Name the tensor before this layer with [Mark(\"in\")].")]
    [InlineData("[Mark(\"start\"), ReLU, From({|MDL0115:\"strt\"|})]" + Image, "Run has no point 'strt'. Did you mean start?")]
    [InlineData("[Mark(\"a\"), ReLU, Add(\"a\", {|MDL0115:\"other\"|})]" + Image, "Run has no point 'other'. Name the tensor before this layer with [Mark(\"other\")].")]
    [InlineData("[ReLU, Add({|MDL0115:\"late\"|}), Mark(\"late\")]" + Image, "Run has no point 'late' here. Its [Mark(\"late\")] comes later: write it before this layer.")]
    [InlineData("[From(nameof(b)), Linear(3)] public partial Tensor Run([Shape(4)] Tensor {|MDL0109:a|}, [Shape(4)] Tensor b);",
        "Run does not use a. Begin with [Concat], which joins all parameters, or join it later with [Concat(nameof(a))].")]
    [InlineData("[Mark({|MDL0004:null!|}), ReLU]" + Image, "Mark's Name is null. Write a name, such as \"start\".")]
    [InlineData("[ReLU, From({|MDL0004:\"\"|})]" + Image, "From's Point is empty. Write a name, such as \"start\".")]
    [InlineData("[ReLU, Concat({|MDL0004:null!|})]" + Image, "Concat's from is null. Write names: \"start\" of a [Mark(\"start\")], or nameof(...) of a parameter.")]
    [InlineData("[Gaussian(3), {|MDL0117:From(nameof(code))|}, Linear(3)] public partial Gaussian Run([Shape(4)] Tensor code);",
        "Gaussian returns a distribution, but From needs a tensor. Make Gaussian the last layer.")]
    [InlineData("[Linear(10), Mark(\"a\"), From(nameof(image)), Unflatten({|MDL0104:3, 28, 28|}), Flatten, Concat(\"a\")] public partial Tensor Run([Shape(784)] Tensor image);",
        "Unflatten(3, 28, 28) needs 2352 features, but its input has 784. Write Unflatten(1, 28, 28).")]
    [InlineData("[Softmax(Axis = {|MDL0116:-4|})]" + Image, "Softmax applies to axis 4 from the end, but its input is [4, 8, 8]. Use at most 3.")]
    [InlineData("[AdaptiveAvgPool2d(1), Flatten, Linear(4), {|MDL0114:Multiply(nameof(image))|}]" + Image,
        "Multiply cannot join [4] and [4, 8, 8]: each axis must agree or be 1. Add [Reshape(4, 1, 1)] before it.", "nameof(image)")]
    public async Task A_mistake_has_its_message(string members, string message, string? at = null)
    {
        if (at is not null)
            members = members.Replace("{|MDL0114:Multiply(nameof(image))|}", "Multiply({|MDL0114:nameof(image)|})");
        Assert.Equal([message], await Verify(Model(members)));
    }

    [Theory]
    [InlineData("[Linear(64), Mark(\"hidden\"), Linear(10), Mark(\"Mean\"), From(\"hidden\"), Linear(10)] public partial (Tensor Mean, Tensor Scale) Encode([Shape(784)] Tensor image);")]
    [InlineData("[Linear(64), Mark(\"hidden\"), Linear(10), Mark(nameof(Posterior.Mean)), From(\"hidden\"), Linear(10), Mark(nameof(Posterior.Scale))] public partial Posterior Encode([Shape(784)] Tensor image);\npublic sealed record Posterior(Tensor Mean, Tensor Scale);")]
    [InlineData("[Linear(10)] public partial Scores Encode([Shape(784)] Tensor image);\npublic readonly record struct Scores(Tensor Values);")]
    [InlineData("[Linear(10)] public partial (Tensor image, Tensor Code) Encode([Shape(784)] Tensor image);")]
    [InlineData("[Mark(\"A\"), Mark(\"B\")] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);")]
    [InlineData("[Linear(10), Mark(\"Code\")] public partial (Tensor Code, Tensor) Encode([Shape(784)] Tensor image);")]
    public async Task A_stage_may_have_several_outputs(string members) => Assert.Empty(await Verify(Model(members)));

    private const string Splitting = "[Linear(10), Mark(\"A\"), Linear(5)] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);\n";

    [Theory]
    [InlineData("[Linear(10)] public partial (Tensor Mean, Tensor Scale) {|MDL0124:Encode|}([Shape(784)] Tensor image);",
        "Encode returns Mean and Scale, but no tensor has these names. Write [Mark(\"Mean\")] after the layer that computes it. At most one output may be unnamed: the last tensor.")]
    [InlineData("[Linear(10), Mark(\"A\")] [return: {|MDL0125:Shape(10)|}] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);",
        "Encode returns 2 tensors, but [return: Shape] states the shape of one. Remove it.")]
    [InlineData("[Linear(10), Mark(\"A\"), Linear(5), Mark(\"B\"), {|MDL0119:ReLU|}] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);",
        "Nothing reads the output of ReLU before the end of Encode, so it has no effect. Mark it with the name of an output, or remove it.")]
    [InlineData("[Mark(\"A\"), Gaussian(10)] public partial (Tensor A, Tensor B) {|MDL0118:Encode|}([Shape(784)] Tensor image);",
        "Encode returns tensors, but its layers return a distribution. Write Linear layers in its place.")]
    [InlineData("[Mark(\"A\")] [return: Shape({|MDL0108:1, 28, 28|})] public partial Tensor Run([Shape(1, 27, 27)] Tensor image);",
        "Run returns [1, 27, 27], but [return: Shape] states [1, 28, 28].")]
    [InlineData(Splitting + "[Call(nameof(Encode)), Add({|MDL0114:\"B\"|})] public partial Tensor Run([Shape(784)] Tensor image);",
        "Add cannot join [10] and [5]: both must have one shape. Write [Mark(\"main\"), From(\"B\"), Linear(10), Add(\"main\")].")]
    [InlineData(Splitting + "[Call(nameof(Encode), As = {|MDL0004:new[] { \"A\" }|})] public partial Tensor Run([Shape(784)] Tensor image);",
        "Call's As is { \"A\" }. Write one name for each output of Encode: A and B.")]
    [InlineData("[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n[Call(nameof(Encode), As = {|MDL0004:new[] { \"A\", \"B\" }|})] public partial Tensor Run([Shape(784)] Tensor image);",
        "Call's As is { \"A\", \"B\" }. Write one name for the output of Encode.")]
    [InlineData(Splitting + "[{|MDL0011:Call(nameof(Encode))|}] public partial Tensor Run([Shape(784)] Tensor A);", "The name A is taken in this model. Choose another.")]
    [InlineData(Splitting + "[Mark(\"x\"), Call(nameof(Encode), As = new[] { \"a\", {|MDL0011:\"x\"|} })] public partial Tensor Run([Shape(784)] Tensor image);", "The name x is taken in this model. Choose another.")]
    [InlineData(Splitting + "[{|MDL0120:Call(nameof(Encode))|}, From(nameof(image)), Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);",
        "Nothing reads the point 'A', which ends a branch of Run, so its layers have no effect. Join it later, as in [Add(\"A\")], or remove the branch.")]
    [InlineData("[Linear(10)] public partial (Tensor A, int B) {|MDL0007:Encode|}([Shape(784)] Tensor image);",
        "Encode cannot be a stage. Give it parameters of type Tensor and the return type Tensor, Gaussian, or a tuple or record of tensors, and do not make it static or generic.")]
    [InlineData("[Linear(10)] public partial Tensor Run([Shape(784)] Tensor image);\n[Linear(10)] public partial Tensor {|MDL0011:Run|}([Shape(784)] Tensor image, [Shape(3)] Tensor {|MDL0109:code|});",
        "The name Run is taken in this model. Choose another.",
        "Run does not use code. Begin with [Concat], which joins all parameters, or join it later with [Concat(nameof(code))].")]
    public async Task A_mistake_of_outputs_has_its_message(string members, params string[] messages) =>
        Assert.Equal(messages, await Verify(Model(members)));

    /// <summary>An interface of one tensor is not implemented by a stage with two; the compiler reports only that.</summary>
    [Fact]
    public async Task A_family_ignores_a_stage_with_several_outputs() => Assert.Empty(await Verify(Model("""
        [Linear(10), Mark("A")] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);
        [Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);
        """, "[Model] public partial class Net : IAutoencoder"), "CS0738"));

    /// <summary>The elements of a tuple are not followed, and its call is.</summary>
    [Fact]
    public async Task Code_that_uses_several_outputs_is_followed() => Assert.Single(await UsageVerifier.Verify("""
        [Model]
        public partial class Net
        {
            [Linear(10), Mark("A")] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);
            [Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);
            public void Use()
            {
                var (a, b) = Encode(rand(2, 784));
                Decode(a);
                var both = Encode({|MDL0301:rand(2, 783)|});
                Decode(both.A).Dispose();
                Decode(both.Item2).Dispose();
                b.Dispose();
            }
        }
        """));
}
