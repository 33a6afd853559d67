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

    /// <summary>On features, the function with the module's weights: TorchSharp 0.107's module refuses inputs without a grid.</summary>
    public static ModuleCall GroupNorm(AppliedLayer layer) => Module(layer, new CallArgument(layer.Size("Groups")), new CallArgument(layer.Input[0])) with
    {
        Application = layer.Input.Rank > 1 ? null : new(CallTarget.Function, "nn.functional.group_norm",
        [
            new(layer.Size("Groups")),
            .. layer.Flag("Affine") ? new CallArgument[] { new(new ModuleMember("weight")), new(new ModuleMember("bias")) } : [],
            .. LayerCodes.Options(layer, ("Eps", "eps")),
        ]),
    };
}
