using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Emission.Layers;

/// <summary>The code of convolutions and their transposes.</summary>
internal static class ConvolutionCode
{
    /// <summary>The arguments that may have a value per axis beside the kernel, with TorchSharp's parameters.</summary>
    private static readonly (string Argument, string Parameter)[] s_options =
        [("Stride", "stride"), ("Padding", "padding"), ("OutputPadding", "output_padding"), ("Dilation", "dilation")];

    public static ModuleCall Module(AppliedLayer layer)
    {
        // TorchSharp has an overload with numbers and one with tuples, but none that mixes them.
        var padsAxes = layer.Takes("SamePadding") && ConvolutionRules.NeedsPaddingPerAxis(layer);
        var isUniform = !padsAxes && IsUniform(layer);
        var arguments = new List<CallArgument> { new(layer.Input[0]), new(layer.Size("Channels")), new(Value("Kernel")) };
        foreach (var (argument, parameter) in s_options)
        {
            if (!layer.Takes(argument))
                continue;
            if (argument == "Padding" && padsAxes)
                arguments.Add(new(new AxisTuple(ConvolutionRules.SamePadding(layer)), parameter));
            else if (argument == "Padding" && layer.Takes("SamePadding") && layer.Flag("SamePadding"))
                arguments.Add(new(new EnumMember("Padding", "Same"), parameter));
            else if (argument == "OutputPadding" ? !IsZero(Axes(layer, argument)) : !layer.IsDefault(argument))
                arguments.Add(new(Value(argument), parameter));
        }

        if (layer.Takes("PaddingMode") && !layer.IsDefault("PaddingMode"))
            arguments.Add(new(new EnumMember("PaddingModes", layer.Name("PaddingMode")), "padding_mode"));
        arguments.AddRange(LayerCodes.Options(layer, ("Groups", "groups"), ("Bias", "bias")));
        return new([.. arguments])
        {
            Wrapper = LayerCodes.SpectralNorm(layer),
            Application = layer.Takes("OutputPadding") && !layer.Flag("SpectralNorm") && !Axes(layer, "OutputPadding").IsUniform ? Transposed(layer) : null,
        };

        object Value(string argument) => isUniform ? Axes(layer, argument) : new AxisTuple(Axes(layer, argument));

        static bool IsZero(PerAxis axes) => axes.Values.All(value => value.Constant == 0);
    }

    /// <summary>True if each argument has one value for all axes.</summary>
    private static bool IsUniform(AppliedLayer layer)
    {
        if (!layer.Axes("Kernel").IsUniform)
            return false;
        foreach (var (argument, _) in s_options)
        {
            if (layer.Takes(argument) && !Axes(layer, argument).IsUniform)
                return false;
        }

        return true;
    }

    /// <summary>An argument's values; the output padding may follow from the declared output.</summary>
    private static PerAxis Axes(AppliedLayer layer, string argument) => argument == "OutputPadding" ? OutputSizeRules.Padding(layer) : layer.Axes(argument);

    /// <summary>The function with the module's weights: TorchSharp 0.107's modules apply the first axis's output padding to all axes.</summary>
    private static TorchCall Transposed(AppliedLayer layer) => new(CallTarget.Function, $"nn.functional.conv_transpose{layer.Axes("Kernel").Values.Count}d",
    [
        new(new ModuleMember("weight")),
        new(new ModuleMember("bias")),
        .. s_options.Select(option => new CallArgument(
            new Shape(Axes(layer, option.Argument).Values), option.Parameter == "stride" ? "strides" : option.Parameter)),
        .. LayerCodes.Options(layer, ("Groups", "groups")),
    ]);

    /// <summary>The transpose of another layer, with that layer's weight.</summary>
    public static ModuleCall Tied(AppliedLayer layer)
    {
        var source = layer.Tied!.Layer;
        var arguments = new List<CallArgument> { new(layer.Tied) };
        if (source.Kind.Name == "Conv2d")
        {
            arguments.AddRange(new[] { source.Axes("Stride"), TiedRules.Padding(source), layer.Axes("OutputPadding"), source.Axes("Dilation") }
                .Select(axes => new CallArgument(new AxisTuple(axes))));
            arguments.AddRange(LayerCodes.Options(source, ("Groups", "groups")));
        }

        return new([.. arguments, .. LayerCodes.Options(layer, ("Bias", "bias"))]) { Type = $"global::ModelDsl.Layers.Transposed{source.Kind.Name}" };
    }
}
