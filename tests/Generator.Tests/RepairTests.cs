using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Every offered repair was tried: the model builds with it, can be created, and runs.</summary>
/// <remarks><c>MODELDSL_REPAIRS=2000 dotnet test tests/Generator.Tests --filter RepairTests</c> tries more mutations.</remarks>
[Collection(TensorCollection.Name)]
public class RepairTests
{
    private static readonly int s_mutations = Corpus.Size("MODELDSL_REPAIRS", 60);

    /// <summary>The examples of all messages in the tests of diagnostics.</summary>
    public static TheoryData<string> Examples =>
    [
        .. new[] { typeof(DiagnosticTests), typeof(BranchTests) }
            .SelectMany(tests => tests.GetMethods())
            .SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(test)))
            .Select(arguments => arguments[0])
            .OfType<string>()
            .Where(members => members.Contains("{|MDL", StringComparison.Ordinal) && !members.Contains("class {|", StringComparison.Ordinal))
            .Distinct(),
    ];

    [Theory, MemberData(nameof(Examples))]
    public async Task Each_repair_of_each_message_builds_and_runs(string members)
    {
        var source = DiagnosticVerifier.Unmark(DiagnosticVerifier.Model(members));
        if (await Mistakes(source) != 1)
            return;
        foreach (var offer in await CodeFixVerifier.Offers(source))
            Assert.True(await ModelRunner.Run(offer.Source) > 0, offer.Title);
    }

    private const string Features = " public partial Tensor Run([Shape(784)] Tensor image);";
    private const string Image = " public partial Tensor Run([Shape(4, 8, 8)] Tensor image);";
    private const string Odd = " public partial Tensor Run([Shape(4, 7, 7)] Tensor image);";

    /// <summary>Skip connections of other channels or lengths, codes beside images, gates.</summary>
    [Theory]
    [InlineData("[Conv2d(8, 3, Padding = 1), Add(nameof(image))]" + Image, "Write [Mark(\"main\"), From(nameof(image)), Conv2d(8, 1), Add(\"main\")]", "Add [Conv2d(4, 1)]")]
    [InlineData("[Mark(\"x\"), Conv2d(8, 3, Stride = 2, Padding = 1), Add(\"x\")]" + Image, "Write [Mark(\"main\"), From(\"x\"), Conv2d(8, 1, Stride = 2), Add(\"main\")]")]
    [InlineData("[ReLU, Mark(\"main\"), Conv2d(8, 1), Add(\"main\")]" + Image, "Write [Mark(\"main2\"), From(\"main\"), Conv2d(8, 1), Add(\"main2\")]", "Add [Conv2d(4, 1)]")]
    [InlineData("[Mark(\"x\"), MaxPool2d(2), Upsample(2), Concat(\"x\")]" + Odd, "Add [ZeroPad2d(new[] { 0, 1, 0, 1 })]",
        "Write [Mark(\"main\"), From(\"x\"), CenterCrop(6), Concat(\"main\")]")]
    [InlineData("[Mark(\"x\"), MaxPool2d(2), Concat(\"x\")]" + Image, "Add [Upsample(2)]", "Write [Mark(\"main\"), From(\"x\"), MaxPool2d(2), Concat(\"main\")]",
        "Write [Mark(\"main\"), From(\"x\"), CenterCrop(4), Concat(\"main\")]")]
    [InlineData("[Linear(64), ReLU, Mark(\"a\"), Linear(32), Add(\"a\")]" + Features, "Write [Mark(\"main\"), From(\"a\"), Linear(32), Add(\"main\")]", "Add [Linear(64)]")]
    [InlineData("[Concat, Linear(3)] public partial Tensor Run([Shape(10)] Tensor code, [Shape(1, 8, 8)] Tensor image);", "Write [From(nameof(image)), Flatten, Mark(\"flat1\"), From(nameof(code)), Concat(\"flat1\")]")]
    [InlineData("[Concat, Linear(3)] public partial Tensor Run([Shape(1, 8, 8)] Tensor image, [Shape(10)] Tensor code);", "Write [Flatten, Concat(nameof(code))]")]
    [InlineData("[Concat(nameof(code)), Linear(3)] public partial Tensor Run([Shape(1, 8, 8)] Tensor image, [Shape(10)] Tensor code);", "Add [Flatten]")]
    [InlineData("[Concat(nameof(code)), Conv2d(3, 3)] public partial Tensor Run([Shape(1, 8, 8)] Tensor image, [Shape(10)] Tensor code);",
        "Write [From(nameof(code)), Unflatten(10, 1, 1), Upsample(8), Concat(nameof(image))]")]
    [InlineData("[Conv2d(4, 3, Padding = 1), Concat(nameof(code)), Conv2d(3, 3)] public partial Tensor Run([Shape(1, 8, 6)] Tensor image, [Shape(10)] Tensor code);",
        "Write [Mark(\"main\"), From(nameof(code)), Unflatten(10, 1, 1), Upsample(new[] { 8, 6 }), Concat(\"main\")]")]
    [InlineData("[AdaptiveAvgPool2d(1), Flatten, Mark(\"gate\"), From(nameof(image)), Conv2d(4, 1), Multiply(\"gate\")]" + Image, "Write [Mark(\"main\"), From(\"gate\"), Reshape(4, 1, 1), Multiply(\"main\")]")]
    [InlineData("[Multiply] public partial Tensor Run([Shape(4, 8, 8)] Tensor image, [Shape(4)] Tensor gate);", "Write [From(nameof(gate)), Reshape(4, 1, 1), Multiply(nameof(image))]")]
    [InlineData("[Wide(Residual = true)]" + Image + "\n[Conv2d(8, 3, Padding = 1), ReLU] public sealed class WideAttribute : BlockAttribute;", "Add [Conv2d(8, 1)]")]
    [InlineData("[Softmax(Axis = 4)]" + Image, "Set Axis to 2")]
    public async Task A_join_of_unlike_shapes_has_repairs_that_work(string members, params string[] titles)
    {
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Model(members));
        Assert.Equal(titles, offers.Select(offer => offer.Title));
        foreach (var offer in offers)
            Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    private const string Basic = "\n[Mark(\"in\"), Conv2d(nameof(channels), 3, Padding = 1), ReLU, Add(\"in\")] public sealed class BasicAttribute(object channels) : BlockAttribute;";

    /// <summary>All uses of a block share its layers, so a repair is right for all of them, or it is not offered.</summary>
    [Theory]
    [InlineData("[{|MDL0114:Basic(8)|}, Flatten, Linear(3)]" + Image + Basic,
        "[8, 8, 8] and [4, 8, 8]: both must have one shape. In Basic, write [Mark(\"main\"), From(\"in\"), Conv2d(8, 1), Add(\"main\")].",
        "Write [Mark(\"main\"), From(\"in\"), Conv2d(8, 1), Add(\"main\")]", "Add [Conv2d(4, 1)]")]
    [InlineData("[Basic(4), {|MDL0114:Basic(8)|}, Flatten, Linear(3)]" + Image + Basic, "[8, 8, 8] and [4, 8, 8]: both must have one shape. In Basic, add [Conv2d(4, 1)] before it.", "Add [Conv2d(4, 1)]")]
    [InlineData("[{|MDL0114:Outer|}]" + Image + "\n[ReLU, Basic(8)] public sealed class OuterAttribute : BlockAttribute;" + Basic,
        "[8, 8, 8] and [4, 8, 8]: both must have one shape. In Basic, write [Mark(\"main\"), From(\"in\"), Conv2d(8, 1), Add(\"main\")].",
        "Write [Mark(\"main\"), From(\"in\"), Conv2d(8, 1), Add(\"main\")]", "Add [Conv2d(4, 1)]")]
    [InlineData("[{|MDL0114:Down|}]" + Image + "\n[Mark(\"in\"), MaxPool2d(2), Concat(\"in\")] public sealed class DownAttribute : BlockAttribute;",
        "[4, 4, 4] and [4, 8, 8]: all axes but the first must agree. In Down, add [Upsample(2)] before it.", "Add [Upsample(2)]",
        "Write [Mark(\"main\"), From(\"in\"), MaxPool2d(2), Concat(\"main\")]", "Write [Mark(\"main\"), From(\"in\"), CenterCrop(4), Concat(\"main\")]")]
    [InlineData("[{|MDL0114:Outer|}]" + Image + "\n[Wide(Residual = true)] public sealed class OuterAttribute : BlockAttribute;\n[Conv2d(8, 1)] public sealed class WideAttribute : BlockAttribute;",
        "[8, 8, 8] and [4, 8, 8]: both must have one shape. In Outer, add [Conv2d(8, 1)] before it.", "Add [Conv2d(8, 1)]")]
    [InlineData("[Size(8)] public partial int Width { get; }\n[Conv2d(nameof(Width), 1), {|MDL0114:Basic(4)|}]" + Image + Basic, "[4, 8, 8] and [Width, 8, 8]: both must have one shape. In Basic, write [Mark(\"main\"), From(\"in\"), Conv2d(4, 1), Add(\"main\")].",
        "Write [Mark(\"main\"), From(\"in\"), Conv2d(4, 1), Add(\"main\")]")]
    [InlineData("[{|MDL0114:Pair|}] public partial Tensor Run([Shape(3, 8, 8)] Tensor a);\n[Mark(\"in\"), Conv2d(4, 1), MaxPool2d(3), Concat(\"in\")] public sealed class PairAttribute : BlockAttribute;",
        "[4, 2, 2] and [3, 8, 8]: all axes but the first must agree. In Pair, add [Upsample(4)] before it.", "Add [Upsample(4)]",
        "Write [Mark(\"main\"), From(\"in\"), MaxPool2d(4), Concat(\"main\")]", "Write [Mark(\"main\"), From(\"in\"), CenterCrop(2), Concat(\"main\")]")]
    public async Task A_join_in_a_block_has_repairs_that_work(string members, string message, params string[] titles)
    {
        var source = DiagnosticVerifier.Model(members);
        Assert.EndsWith(message, Assert.Single(await DiagnosticVerifier.Verify(source)), StringComparison.Ordinal);
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(source));
        Assert.Equal(titles, offers.Select(offer => offer.Title));
        foreach (var offer in offers)
            Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    /// <summary>The channels are twice those of the code, and no single layer joins them.</summary>
    [Fact]
    public async Task A_join_without_a_repair_says_only_what_is_wrong() => Assert.Equal(
        ["Concat cannot join [3, 8, 8] and [4, 9, 7]: all axes but the first must agree."],
        await DiagnosticVerifier.Verify(DiagnosticVerifier.Model(
            "[{|MDL0114:Concat|}] public partial Tensor Run([Shape(3, 8, 8)] Tensor a, [Shape(4, 9, 7)] Tensor b);")));

    /// <summary>The text and the fixes agree: neither proposes what leads to another mistake.</summary>
    [Theory]
    [InlineData("[Conv2d(4, 3), {|MDL0102:Linear(8)|}, Conv2d(3, 3)]" + Image, "Linear cannot take [4, 6, 6]: it needs one axis of features.")]
    [InlineData("[{|MDL0103:Unflatten(1, 64)|}, Linear(3)] public partial Tensor Run([Shape(8, 8)] Tensor image);", "Unflatten cannot take [8, 8]: it needs one axis of features.")]
    [InlineData("[Conv2d(8, {|MDL0105:5|}), Linear(3)] public partial Tensor Run([Shape(1, 3, 28)] Tensor image);",
        "Conv2d's kernel spans 5, but its input with padding has a height of 3.")]
    [InlineData("[ConvTranspose2d(8, 3, Stride = 2, OutputPadding = {|MDL0106:2|}), Linear(3)]" + Image,
        "ConvTranspose2d's OutputPadding is 2 for the height, but must be less than the stride (2) or the dilation (1).")]
    [InlineData("[{|MDL0101:Conv2d(8, 3)|}, Linear(3)] public partial Tensor Run([Shape(8, 8)] Tensor image);", "Conv2d cannot take [8, 8]: it needs [channels, height, width].")]
    [InlineData("[Conv2d(8, 5, Stride = {|MDL0110:2|}, SamePadding = true), Linear(3)]" + Image,
        "Conv2d's SamePadding keeps the size, but its Stride is 2: libtorch supports this only with a stride of 1.")]
    [InlineData("[MaxPool2d(2, Padding = {|MDL0112:2|}), Linear(3)]" + Image, "MaxPool2d's Padding is 2, but must be at most half of the kernel (2).")]
    [InlineData("[ReflectionPad2d({|MDL0113:8|}), Linear(3)]" + Image, "ReflectionPad2d pads a height of 8 with 8 of its own values, which are too many.")]
    [InlineData("[Softmax(Axis = {|MDL0116:1|}), Conv2d(3, 3)]" + Features, "Softmax applies to axis 1, but its input is [784].")]
    [InlineData("[Permute({|MDL0121:0, 2, 3, 1|}), Linear(3)]" + Image, "Permute(0, 2, 3, 1) is not an order of the axes of [4, 8, 8]: it lists each of 0 to 2 once, without the batch.")]
    public async Task A_repair_that_does_not_help_is_not_in_the_message(string members, string message)
    {
        var source = DiagnosticVerifier.Model(members);
        Assert.Equal([message], await DiagnosticVerifier.Verify(source));
        Assert.Empty(await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(source)));
    }

    /// <summary>A layer before a batch of 64 would have another input than Decode gives.</summary>
    [Fact]
    public async Task The_advice_about_a_batch_remains_if_flattening_does_not_help() => Assert.Equal(
        ["Linear cannot take [64, 784]: it needs one axis of features. Write [Shape(784)] if the first axis is the batch."],
        await DiagnosticVerifier.Verify(DiagnosticVerifier.Model(
            "[{|MDL0102:Linear(8)|}] public partial Tensor Encode([Shape(64, 784)] Tensor image);\n[Linear(784)] public partial Tensor Decode([Shape(8)] Tensor code);",
            "[Model] public partial class Net : IAutoencoder")));

    private const string Kernels = "[Size(3, AnyOf = new[] { 3, 5 })] public partial int K { get; }\n[Size(7, AnyOf = new[] { 3, 7 })] public partial int Rows { get; }\n";

    /// <summary>A division whose remainder is the same for all values.</summary>
    [Theory]
    [InlineData("[Conv2d(8, nameof(K), Padding = {|MDL0003:\"K/2\"|})]" + Image, "is not an integer for K = 3: 3/2 is 1.5. Write \"(K - 1)/2\".", "Set Padding to \"(K - 1)/2\"", "Write no Padding, Set SamePadding to true")]
    [InlineData("[Conv2d(8, nameof(K), Stride = 2, Padding = {|MDL0003:\"K/2\"|})]" + Image, "is not an integer for K = 3: 3/2 is 1.5. Write \"(K - 1)/2\".", "Set Padding to \"(K - 1)/2\"")]
    [InlineData("[Linear({|MDL0003:\"2*((Rows + 2) / 4) + K\"|})]" + Features, "is not an integer for Rows = 3: (3 + 2)/4 is 1.25. Write \"2*((Rows + 1)/4) + K\".", "Set features to \"2*((Rows + 1)/4) + K\"")]
    [InlineData("[Linear({|MDL0003:\"K*K/4\"|})]" + Features, "is not an integer for K = 3: 3*3/4 is 2.25. Write \"(K*K - 1)/4\".", "Set features to \"(K*K - 1)/4\"")]
    [InlineData("[Linear({|MDL0003:\"Rows/4\"|})]" + Features, "is not an integer for Rows = 3: 3/4 is 0.75.")]
    [InlineData("[{|MDL0003:Same(nameof(K))|}]" + Image + "\n[Conv2d(4, nameof(kernel), Padding = \"kernel/2\"), ReLU] public sealed class SameAttribute(object kernel) : BlockAttribute;",
        "is not an integer for K = 3: 3/2 is 1.5. In Same, write \"(kernel - 1)/2\".", "Set Padding to \"(kernel - 1)/2\"", "Write no Padding, Set SamePadding to true")]
    public async Task A_division_with_the_same_remainder_for_all_values_is_rounded(string members, string message, params string[] titles)
    {
        var source = DiagnosticVerifier.Model(Kernels + members);
        Assert.EndsWith(message, Assert.Single(await DiagnosticVerifier.Verify(source)), StringComparison.Ordinal);
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(source));
        Assert.Equal(titles, offers.Select(offer => offer.Title));
        foreach (var offer in offers)
            Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    private const string Encoder = "[Conv2d(8, 4, Stride = 2, Padding = 1), Flatten, Linear(16)] public partial Tensor Encode([Shape(1, 27, 27)] Tensor image);\n";

    /// <summary>A decoder of images with an odd length is larger than its input by one.</summary>
    [Theory]
    [InlineData("[Linear(392), Unflatten(8, 7, 7), ConvTranspose2d(4, 4, Stride = 2, Padding = 1), ConvTranspose2d(1, 4, Stride = 2, Padding = 1)]", "Set kernel to 3")]
    [InlineData("[Linear(392), Unflatten(8, 7, 7), ConvTranspose2d(4, 3, Stride = 2, Padding = 1, OutputPadding = 1), ConvTranspose2d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1)]", "Set OutputPadding to 0")]
    [InlineData("[Linear(1352), Unflatten(8, 13, 13), Upsample(2), Conv2d(1, 3, Padding = 1)]", "Add [ZeroPad2d(new[] { 0, 1, 0, 1 })]")]
    public async Task A_decoder_of_odd_images_has_a_repair(string layers, string title)
    {
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Model(
            $"{Encoder}{layers} public partial Tensor Decode([Shape(16)] Tensor code);", "[Model] public partial class Net : IAutoencoder"));
        Assert.Equal([title], offers.Where(offer => offer.Id == "MDL0204").Select(offer => offer.Title));
        Assert.Equal(2, await ModelRunner.Run(offers[0].Source));
    }

    /// <summary>A stated length, a forgotten Flatten, and a code before a transposed convolution.</summary>
    [Theory]
    [InlineData("[ConvTranspose1d(1, 5, Stride = 2, Padding = 2, Output = 188), Sigmoid] [return: Shape(1, 187)] public partial Tensor Run([Shape(4, 94)] Tensor x);",
        "Run returns [1, 188], but [return: Shape] states [1, 187]. Use Output 187.", "Set Output to 187")]
    [InlineData("[ConvTranspose2d(1, 5, Stride = 2, Padding = 2, Output = new[] { 14, 19 })] [return: Shape(1, 13, 20)] public partial Tensor Run([Shape(4, 7, 10)] Tensor x);",
        "Run returns [1, 14, 19], but [return: Shape] states [1, 13, 20]. Use Output 13×20.", "Set Output to new[] { 13, 20 }")]
    [InlineData("[Conv2d(1, 4)] [return: Shape(1)] public partial Tensor Run([Shape(8, 4, 4)] Tensor x);",
        "Run returns [1, 1, 1], but [return: Shape] states [1]. Use [Flatten] at the end.", "Add [Flatten]")]
    [InlineData("[Size(100)] public partial int Noise { get; }\n[ConvTranspose2d(8, 4)] public partial Tensor Run([Shape(nameof(Noise))] Tensor x);",
        "ConvTranspose2d cannot take [Noise]: it needs [channels, height, width]. Add [Unflatten(nameof(Noise), 1, 1)] before it.", "Add [Unflatten(nameof(Noise), 1, 1)]")]
    public async Task A_shape_has_the_repair_that_is_meant(string members, string message, string title)
    {
        var source = DiagnosticVerifier.Model(members);
        Assert.Equal([message], (await DiagnosticVerifier.Analyze(GeneratorTest.Compile(source))).Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        var offer = (await CodeFixVerifier.Offers(source))[0];
        Assert.Equal(title, offer.Title);
        Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    /// <summary>The text of a repair is read like the declaration, whatever its arguments are.</summary>
    [Theory]
    [InlineData("[Linear(784)] public partial Tensor Decode(Tensor code);", "Add [Shape(nameof(Latent))]")]
    [InlineData("[Linear(784)] [return: Shape(784)] public partial Tensor Decode([Shape(\"2*Latent\")] Tensor code);", "Write nameof(Latent) in Shape", "Set features to \"2*Latent\"")]
    [InlineData("[Linear(784), Dropout(-0.5)] public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);", "Set p to 0")]
    public async Task A_repair_may_name_a_size(string decoder, params string[] titles)
    {
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Model(
            $"[Size(16)] public partial int Latent {{ get; }}\n[Linear(nameof(Latent))] public partial Tensor Encode([Shape(784)] Tensor image);\n{decoder}",
            "[Model] public partial class Net : IAutoencoder"));
        Assert.Equal(titles, offers.Select(offer => offer.Title));
        foreach (var offer in offers)
            Assert.Empty(await CodeFixVerifier.Offers(offer.Source));
    }

    /// <summary>Deletes a layer, doubles it, swaps it with the next, or changes a number.</summary>
    [Fact]
    public async Task Each_repair_of_a_mutated_model_builds_and_runs()
    {
        var random = new Random(5);
        var (mistaken, repaired) = (0, 0);
        for (var i = 0; mistaken < s_mutations; i++)
        {
            var source = Mutated(s_models[i % s_models.Length], random);
            if (await Mistakes(source) != 1)
                continue;
            mistaken++;
            foreach (var offer in await CodeFixVerifier.Offers(source))
            {
                repaired++;
                Assert.True(await Mistakes(offer.Source) == 0, $"{offer.Id}: {offer.Title}\n{source}");
                Assert.True(await ModelRunner.Run(offer.Source) > 0);
            }
        }

        Assert.InRange(repaired, s_mutations / 4, int.MaxValue);
    }

    private static readonly string[] s_models =
    [
        DiagnosticVerifier.Model("""
            [Conv2d(8, 3, Stride = 2, Padding = 1), ReLU, Conv2d(16, 3, Stride = 2, Padding = 1), ReLU, Flatten, Linear(12)]
            public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);
            [Linear(784), ReLU, Unflatten(16, 7, 7), ConvTranspose2d(8, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU, ConvTranspose2d(1, 4, Stride = 2, Padding = 1)]
            public partial Tensor Decode([Shape(12)] Tensor code);
            """, "[Model] public partial class Net : IAutoencoder"),
        DiagnosticVerifier.Model("""
            [Conv2d(8, 3, Padding = 1), ReLU, Mark("a"), Conv2d(8, 3, Padding = 1), Add("a"), MaxPool2d(2), Mark("b")]
            [From("a"), AvgPool2d(2), Conv2d(8, 1), Concat("b"), AdaptiveAvgPool2d(1), Flatten, Linear(10)]
            public partial Tensor Run([Shape(3, 14, 14)] Tensor image);
            """),
        DiagnosticVerifier.Model("""
            [Conv2d(8, 3, Padding = 1), ReLU, Mark("x"), AdaptiveAvgPool2d(1), Flatten, Linear(4), ReLU, Linear(8), Sigmoid, Reshape(8, 1, 1), Multiply("x"), Flatten]
            [return: Shape(512)]
            public partial Tensor Run([Shape(3, 8, 8)] Tensor image);
            [Flatten, Concat(nameof(code)), Linear(20), GroupNorm(4), Softmax(Axis = -1)]
            public partial Tensor Join([Shape(1, 8, 8)] Tensor image, [Shape(5)] Tensor code);
            """),
    ];

    private static string Mutated(string source, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(source, GeneratorTest.ParseOptions).GetRoot();
        var numbers = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.NumericLiteralToken)).ToList();
        if (random.Next(3) == 0)
        {
            var token = numbers[random.Next(numbers.Count)];
            var value = (int)token.Value!;
            return source.Remove(token.SpanStart, token.Span.Length)
                .Insert(token.SpanStart, new[] { value + 1, Math.Max(value - 1, 0), value * 2 }[random.Next(3)].ToString(CultureInfo.InvariantCulture));
        }

        var layers = root.DescendantNodes().OfType<AttributeListSyntax>().Where(list => list.Parent is MethodDeclarationSyntax && list.Target is null && list.Attributes.Count > 1).ToList();
        var attributes = layers[random.Next(layers.Count)].Attributes;
        var texts = attributes.Select(attribute => attribute.ToString()).ToList();
        var at = random.Next(texts.Count - 1);
        switch (random.Next(3))
        {
            case 0:
                texts.RemoveAt(at);
                break;
            case 1:
                texts.Insert(at, texts[at]);
                break;
            default:
                (texts[at], texts[at + 1]) = (texts[at + 1], texts[at]);
                break;
        }

        return source.Remove(attributes.Span.Start, attributes.Span.Length).Insert(attributes.Span.Start, string.Join(", ", texts));
    }

    /// <summary>The number of mistakes that the analyzer reports; −1 if the compiler reports one.</summary>
    private static async Task<int> Mistakes(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var updated, out _);
        var (mistakes, problems) = await DiagnosticVerifier.Check(updated);
        return problems.Count > 0 ? -1 : mistakes.Count;
    }
}
