using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Makes parameters that live as long as their layer.</summary>
internal static class OwnParameter
{
    /// <summary>A parameter that no scope disposes, unlike one that is left to itself.</summary>
    public static Parameter Of(Tensor values)
    {
        var parameter = nn.Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
