using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>The analyzer does not repeat mistakes that the compiler reports.</summary>
public class CompilerErrorTests
{
    [Theory]
    [InlineData("[Linear(3), Dropout(\"often\")] public partial Tensor Run([Shape(784)] Tensor image);", "CS1503")]
    [InlineData("[Linear(nameof(Latnt))] public partial Tensor Run([Shape(784)] Tensor image);", "CS0103")]
    [InlineData("[Mine(3), Conv2d(3, 3)] public partial Tensor Run([Shape(784)] Tensor image);", "CS0246")]
    [InlineData("[Conv2d(3, 3, Mine = 2), Linear(3)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "CS0246")]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape(Side)] Tensor image);", "CS0103")]
    [InlineData("[Size] public partial int Latent { get; }\n[Linear(nameof(Latent))] public partial Tensor Run([Shape(784)] Tensor image);", "CS7036")]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape(784)] Pixels image);", "CS8795", "CS0246")]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);\npublic partial int Mine();", "CS8795")]
    public async Task A_mistake_of_the_language_is_the_compilers(string members, params string[] errors) => await Verify(Model(members), errors);

    [Fact]
    public async Task A_stage_that_is_neither_partial_nor_written_is_the_compilers() => await Verify(
        Model("[Linear(3)] public Tensor Run([Shape(784)] Tensor image);"), "CS0501");

    [Fact]
    public async Task A_class_that_is_not_partial_is_the_compilers() => await Verify(
        Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);", "[Model] public class Net"), "CS0260");

    [Fact]
    public async Task A_container_that_is_not_partial_is_the_compilers() => await Verify(
        Model("[Model] partial class Net { [Linear(3)] public partial Tensor Run([Shape(784)] Tensor image); }", "public class Outer"), "CS0260");

    [Fact]
    public async Task A_missing_stage_of_a_family_is_the_compilers() => await Verify(
        Model("[Linear(3)] public partial Tensor Encode([Shape(784)] Tensor image);", "[Model] public partial class Net : IAutoencoder"), "CS0535");

    /// <summary>A use of a mistaken model compiles: it has its constructor, its stages and its base class.</summary>
    [Fact]
    public async Task A_mistaken_model_can_be_used_without_further_errors() => await Verify(Model("""
        [Size(16)] public partial int Latent { get; }
        [{|MDL0101:Conv2d(8, 3)|}] public partial Tensor Run([Shape(784)] Tensor image);
        static void Use(Tensor image)
        {
            using var net = new Net(latent: 8);
            net.Run(image).Dispose();
            net.forward(image).Dispose();
            _ = net.state_dict().Count + net.Latent + net.Summary.Parameters + net.InputShape[0];
        }
        """));
}
