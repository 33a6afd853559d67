using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission.Layers;

/// <summary>The code of a kind of layer: a module that the constructor creates, or a call.</summary>
internal sealed record LayerCode
{
    /// <summary>The module; null if it has none.</summary>
    public Func<AppliedLayer, ModuleCall>? Module { get; init; }

    /// <summary>The call that applies a layer without a module.</summary>
    public Func<AppliedLayer, TorchCall>? Call { get; init; }

    /// <summary>The call that overwrites the input; null if none.</summary>
    public Func<AppliedLayer, TorchCall?>? CallInPlace { get; init; }

    /// <summary>True if the kernels of ModelDsl apply its module.</summary>
    public bool HasKernel { get; init; }

    /// <summary>The factor of negative values of an activation that the kernel of the layer before can apply; null if it cannot.</summary>
    public Func<AppliedLayer, double?>? SlopeInKernel { get; init; }

    /// <summary>True if the next layer may overwrite its output: it is newly allocated, and its backward pass does not read it.</summary>
    public bool OutputMayBeOverwritten { get; init; }
}
