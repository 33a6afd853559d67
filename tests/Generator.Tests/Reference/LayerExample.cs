namespace ModelDsl.Generator.Tests.Reference;

/// <summary>The example of a layer in the reference. The rules compute its shapes and counts.</summary>
/// <param name="Kind">The layer.</param>
/// <param name="Layers">The attributes of the stage.</param>
/// <param name="Input">The axes of its input; several inputs are separated by semicolons.</param>
/// <param name="PyTorch">PyTorch's name; null for the module of the same name.</param>
/// <param name="Others">Other members of the model.</param>
internal sealed record LayerExample(string Kind, string Layers, string Input, string? PyTorch = null, string Others = "");

/// <summary>The layers in the order of the reference.</summary>
internal static class LayerExamples
{
    private const string Image = "\"Channels\", \"Height\", \"Width\"";
    private const string Sequence = "\"Channels\", \"Length\"";
    private const string Volume = "\"Channels\", \"Depth\", \"Height\", \"Width\"";
    private const string Inputs = "\"Inputs\", \"Height\", \"Width\"";
    private const string Features = "\"Features\"";

    public static (string Heading, LayerExample[] Layers)[] Groups { get; } =
    [
        ("Fully connected",
        [
            new("Linear", "Linear(nameof(Features))", "\"Inputs\""),
            new("Gaussian", "Gaussian(nameof(Features))", "\"Inputs\"", "two `torch.nn.Linear`, called `mean` and `log_variance`"),
            new("Embedding", "Embedding(1000, nameof(Features))", "\"Length\""),
            new("Tied", "Tied(nameof(Encode), 0)", Features, "`torch.nn.functional.linear` and `conv_transpose2d` with another layer's weight",
                "[Linear(nameof(Features))] public partial Tensor Encode([Shape(\"Inputs\")] Tensor x);"),
        ]),
        ("Convolutions",
        [
            new("Conv1d", "Conv1d(nameof(Channels), 3, Padding = 1)", "\"Inputs\", \"Length\""),
            new("Conv2d", "Conv2d(nameof(Channels), 3, Padding = 1)", Inputs),
            new("Conv3d", "Conv3d(nameof(Channels), 3, Padding = 1)", "\"Inputs\", \"Depth\", \"Height\", \"Width\""),
            new("ConvTranspose1d", "ConvTranspose1d(nameof(Channels), 4, Stride = 2, Padding = 1)", "\"Inputs\", \"Length\""),
            new("ConvTranspose2d", "ConvTranspose2d(nameof(Channels), 3, Stride = 2, Padding = 1, OutputPadding = 1)", Inputs),
            new("ConvTranspose3d", "ConvTranspose3d(nameof(Channels), 4, Stride = 2, Padding = 1)", "\"Inputs\", \"Depth\", \"Height\", \"Width\""),
        ]),
        ("Normalization and dropout",
        [
            new("BatchNorm1d", "BatchNorm1d", Features),
            new("BatchNorm2d", "BatchNorm2d", Image),
            new("BatchNorm3d", "BatchNorm3d", Volume),
            new("InstanceNorm2d", "InstanceNorm2d(Affine = true)", Image),
            new("LayerNorm", "LayerNorm", Features),
            new("GroupNorm", "GroupNorm(4)", "16, \"Height\", \"Width\""),
            new("Dropout", "Dropout(0.2)", Features),
            new("Dropout2d", "Dropout2d(0.2)", Image),
        ]),
        ("Pooling and resolution",
        [
            new("MaxPool1d", "MaxPool1d(2)", "\"Channels\", \"2*Length\""),
            new("MaxPool2d", "MaxPool2d(2)", "\"Channels\", \"2*Height\", \"2*Width\""),
            new("MaxPool3d", "MaxPool3d(2)", "\"Channels\", \"2*Depth\", \"2*Height\", \"2*Width\""),
            new("AvgPool1d", "AvgPool1d(2)", "\"Channels\", \"2*Length\""),
            new("AvgPool2d", "AvgPool2d(2)", "\"Channels\", \"2*Height\", \"2*Width\""),
            new("AvgPool3d", "AvgPool3d(2)", "\"Channels\", \"2*Depth\", \"2*Height\", \"2*Width\""),
            new("AdaptiveAvgPool1d", "AdaptiveAvgPool1d(1)", Sequence),
            new("AdaptiveAvgPool2d", "AdaptiveAvgPool2d(1)", Image),
            new("AdaptiveAvgPool3d", "AdaptiveAvgPool3d(1)", Volume),
            new("Upsample", "Upsample(2, Mode = Interpolation.Bilinear)", Image),
            new("PixelShuffle", "PixelShuffle(2)", "\"4*Channels\", \"Height\", \"Width\""),
            new("ZeroPad2d", "ZeroPad2d(new[] { 1, 2, 0, 0 })", Image),
            new("ReflectionPad2d", "ReflectionPad2d(2)", Image),
            new("CenterCrop", "CenterCrop(\"Height - 1\", nameof(Width))", Image, "slices; torchvision's `CenterCrop` rounds half a pixel to the even row, and this one down"),
        ]),
        ("Axes",
        [
            new("Flatten", "Flatten", Image),
            new("Unflatten", "Unflatten(\"Channels\", 7, 7)", "\"49*Channels\""),
            new("Reshape", "Reshape(\"2*Channels\", \"Length\")", "\"Channels\", \"2*Length\"", "`torch.reshape`, without the batch"),
            new("Permute", "Permute(1, 2, 0)", Image, "`torch.permute`, without the batch"),
            new("Identity", "Identity", Features),
        ]),
        ("Activations",
        [
            new("ReLU", "ReLU", Features),
            new("ReLU6", "ReLU6", Features),
            new("LeakyReLU", "LeakyReLU(NegativeSlope = 0.2)", Features),
            new("PReLU", "PReLU(PerChannel = true)", Features),
            new("ELU", "ELU", Features),
            new("CELU", "CELU", Features),
            new("SELU", "SELU", Features),
            new("GELU", "GELU", Features),
            new("SiLU", "SiLU", Features),
            new("Mish", "Mish", Features),
            new("Sigmoid", "Sigmoid", Features),
            new("LogSigmoid", "LogSigmoid", Features),
            new("Hardsigmoid", "Hardsigmoid", Features),
            new("Hardswish", "Hardswish", Features),
            new("Hardtanh", "Hardtanh", Features),
            new("Tanh", "Tanh", Features),
            new("Softplus", "Softplus", Features),
            new("Softsign", "Softsign", Features),
            new("Softmax", "Softmax", Features),
            new("LogSoftmax", "LogSoftmax", Features),
        ]),
        ("Several inputs, other stages, other models",
        [
            new("Concat", "Concat", "\"Features\"; \"Inputs\"", "`torch.cat` along axis 1"),
            new("Add", "Add", "\"Features\"; \"Features\"", "`+`"),
            new("Multiply", "Multiply", "\"Channels\", \"Height\", \"Width\"; \"Channels\", 1, 1", "`*`"),
            new("Call", "Call(nameof(Score))", Features, "a call of another `nn.Sequential`",
                "[Linear(1)] public partial Tensor Score([Shape(\"Features\")] Tensor x);"),
            new("Use", "Use(nameof(Body))", Features, "a call of a submodule", "public partial Submodel Body { get; }"),
            new("Module", "Module(typeof(YourModule), 10)", Features, "a call of a submodule"),
        ]),
    ];

    public static IEnumerable<LayerExample> All => Groups.SelectMany(group => group.Layers);
}
