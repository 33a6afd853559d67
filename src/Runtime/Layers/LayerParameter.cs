using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Creates parameters that live as long as their layer.</summary>
internal static class LayerParameter
{
    /// <summary>Creates a parameter that no dispose scope owns; otherwise the caller's scope would dispose it.</summary>
    public static Parameter Of(Tensor values)
    {
        var parameter = nn.Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
