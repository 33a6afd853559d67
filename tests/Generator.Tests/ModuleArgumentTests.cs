using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>The arguments of modules, layers and blocks, which generated code or the compiler needs.</summary>
[Collection(TensorCollection.Name)]
public class ModuleArgumentTests
{
    private const string Run = " public partial Tensor Run([Shape(16)] Tensor x);";

    private static string With(string parameters, string layer) => Model($"[Size(16)] public partial int Width {{ get; }}\n[{layer}]{Run}")
        + $"public sealed class Mine({parameters}) : nn.Module<Tensor, Tensor>(\"Mine\") {{ public override Tensor forward(Tensor x) => x.relu(); }}\n";

    [Theory]
    [InlineData("int width, int depth", "{|MDL0033:Module(typeof(Mine))|}", "Mine has no constructor for no arguments. Write Arguments for Mine(int width, int depth).")]
    [InlineData("int width, int depth", "Module(typeof(Mine), Arguments = {|MDL0033:new object[] { 3 }|})", "Mine has no constructor for the argument 3. Write Arguments for Mine(int width, int depth).")]
    [InlineData("int width, int depth = 1", "Module(typeof(Mine), Arguments = {|MDL0033:new object[] { 3, nameof(Width), \"2*Width\" }|})",
        "Mine has no constructor for the arguments 3, Width, 2*Width. Write Arguments for Mine(int width, int depth).")]
    [InlineData("string name", "Module(typeof(Mine), Arguments = {|MDL0033:new object[] { 3 }|})", "Mine has no constructor for the argument 3. Write a constructor whose parameters are integers, because a layer passes only these.")]
    [InlineData("byte width", "Module(typeof(Mine), Arguments = {|MDL0033:new object[] { nameof(Width) }|})", "Mine has no constructor for the argument Width. Write Arguments for Mine(byte width).")]
    [InlineData("", "Module(typeof(Mine), Arguments = {|MDL0033:new object[] { 3 }|})", "Mine has no constructor for the argument 3. Remove Arguments.")]
    public async Task A_module_without_a_suitable_constructor_is_reported(string parameters, string layer, string message) =>
        Assert.Equal([message], await Verify(With(parameters, layer)));

    [Fact]
    public async Task Arguments_of_a_module_without_parameters_are_removed()
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(With("", "Module(typeof(Mine), Arguments = new object[] { 3 })")));
        Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    /// <summary>Generated code converts an expression, which has 64 bits, to the type of the parameter.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("int width = 3", "")]
    [InlineData("int width", "\"2*Width + 1\"")]
    [InlineData("int width, int? depth", "nameof(Width), \"3*Width\"")]
    [InlineData("long width, double rate", "\"2*Width\", 3")]
    [InlineData("object width, byte depth", "nameof(Width), 3")]
    [InlineData("params int[] widths", "1, 2, \"Width*Width\"")]
    [InlineData("params int[] widths", "")]
    public async Task A_module_with_a_suitable_constructor_is_created(string parameters, string arguments) =>
        Assert.Equal(1, await ModelRunner.Run(With(parameters, arguments.Length == 0 ? "Module(typeof(Mine))" : $"Module(typeof(Mine), Arguments = new object[] {{ {arguments} }})")));

    private const string Block = "[Linear(nameof(width)), ReLU] public sealed class HiddenAttribute(object width, object depth) : BlockAttribute;";

    [Theory]
    [InlineData("{|MDL0034:Hidden|}", "CS7036", "Hidden takes width and depth, but has no argument. Write Hidden(16, 16).")]
    [InlineData("{|MDL0034:Hidden(8)|}", "CS7036", "Hidden takes width and depth, but has one argument. Write Hidden(8, 16).")]
    [InlineData("{|MDL0034:Hidden(8, Repeat = 2)|}", "CS7036", "Hidden takes width and depth, but has one argument. Write Hidden(8, 16, Repeat = 2).")]
    [InlineData("{|MDL0034:Hidden(8, 3, 2)|}", "CS1729", "Hidden takes width and depth, but has 3 arguments. Write Hidden(8, 3).")]
    [InlineData("{|MDL0034:Linear|}", "CS1729", "Linear takes features, but has no argument. Write Linear(16).")]
    [InlineData("Unflatten(1, 4, 4), {|MDL0034:Conv2d(8)|}", "CS1729", "Conv2d takes channels and kernel, but has one argument. Write Conv2d(8, 3).")]
    [InlineData("{|MDL0034:Linear(16, 8, true, 3)|}", "CS1729", "Linear takes features, but has 4 arguments. Write Linear(16).")]
    [InlineData("Unflatten(1, 4, 4), {|MDL0034:MaxPool2d(2, 2, 0, 1)|}", "CS1729", "MaxPool2d takes kernel, stride and padding, but has 4 arguments. Write MaxPool2d(2, 2, 0).")]
    [InlineData("{|MDL0034:Call|}", "CS7036", "Call takes stage, but has no argument. Write Call(nameof(...)).")]
    [InlineData("{|MDL0034:Sigmoid(1)|}", "CS1729", "Sigmoid takes no argument without a name, but has one argument. Write Sigmoid.")]
    public async Task Too_few_or_too_many_arguments_are_reported(string layers, string error, string message) =>
        Assert.Equal([message], await Verify(Model($"[{layers}]{Run}") + Block, error));

    [Fact]
    public async Task Too_few_arguments_in_a_block_are_reported_once() => Assert.Equal(
        ["Linear takes features, but has no argument. Write Linear(16)."],
        await Verify(Model($"[Hidden]{Run}\n[Hidden] public partial Tensor Other([Shape(16)] Tensor x);") + "[{|MDL0034:Linear|}, ReLU] public sealed class HiddenAttribute : BlockAttribute;", "CS1729"));

    [Theory]
    [InlineData("public required string Title { get; init; }")]
    [InlineData("public required int Rate;")]
    public async Task A_required_member_is_refused(string member)
    {
        var name = member.Contains("Title", StringComparison.Ordinal) ? "Title" : "Rate";
        Assert.Equal(
            [$"The catalogue cannot create Net, which has the required member {name}: write an initializer in place of required"],
            await Verify(Model($"{member.Replace(name, $"{{|MDL0023:{name}|}}", StringComparison.Ordinal)}\n[Linear(3)]{Run}")));
    }
}
