using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Emission.Layers;

/// <summary>The code of layers that change the grid's resolution.</summary>
internal static class ResamplingCode
{
    public static ModuleCall Pooling(AppliedLayer layer)
    {
        var isUniform = layer.Arguments.All(argument => argument is not PerAxis { IsUniform: false });
        var options = LayerCodes.Options(
            layer, ("Stride", "stride"), ("Padding", "padding"), ("Dilation", "dilation"), ("CeilMode", "ceil_mode"), ("CountIncludePad", "count_include_pad"));
        return new([.. options.Prepend(new(layer.Axes("Kernel"))).Select(argument =>
            argument.Value is PerAxis axes && !isUniform ? argument with { Value = new AxisTuple(axes) } : argument)]);
    }

    public static ModuleCall Upsample(AppliedLayer layer) => new(
    [
        new(new RealNumbers(UpsamplingRules.Scale(layer)), "scale_factor"),
        .. layer.IsDefault("Mode") ? Array.Empty<CallArgument>() : [new(new EnumMember("torch.UpsampleMode", layer.Name("Mode")), "mode")],
        .. LayerCodes.Options(layer, ("AlignCorners", "align_corners")),
    ]);
}
