using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Emission.Layers;

/// <summary>The code of normalizations.</summary>
internal static class NormalizationCode
{
    public static ModuleCall Module(AppliedLayer layer, params CallArgument[] first) => new(
    [
        .. first,
        .. LayerCodes.Options(layer, ("Eps", "eps"), ("Momentum", "momentum"), ("Affine", layer.Kind.Name == "LayerNorm" ? "elementwise_affine" : "affine"),
            ("TrackRunningStats", "track_running_stats")),
    ]);

    public static ModuleCall LayerNorm(AppliedLayer layer) => Module(layer, new CallArgument(NormalizationRules.Normalized(layer)));

    /// <summary>The runtime's module: TorchSharp 0.107's leaves its weights uninitialized and rejects inputs without a grid.</summary>
    public static ModuleCall GroupNorm(AppliedLayer layer) => Module(layer, new CallArgument(layer.Size("Groups")), new CallArgument(layer.Input[0])) with
    {
        Type = "global::ModelDsl.Layers.GroupNorm",
    };
}
