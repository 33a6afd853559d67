using System.ComponentModel;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Normalizes groups of channels, with the weights, names and initial values of PyTorch's <c>GroupNorm</c>; created by generated code.</summary>
/// <remarks>TorchSharp 0.107's module leaves its weights uninitialized and rejects features, <c>[batch, n]</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    private readonly long _groups;
    private readonly double _epsilon;

    /// <summary>Creates the layer.</summary>
    /// <param name="groups">The number of groups.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">The number added to the variance.</param>
    /// <param name="affine">True to learn a factor and an offset of each channel.</param>
    /// <param name="device">The device of the weights; null for the CPU.</param>
    /// <param name="dtype">The type of the weights; null for 32-bit floating point.</param>
    public GroupNorm(long groups, long channels, double eps = 1e-5, bool affine = true, Device? device = null, ScalarType? dtype = null)
        : base(nameof(GroupNorm))
    {
        (_groups, _epsilon) = (groups, eps);
        if (affine)
        {
            register_parameter("weight", LayerParameter.Of(ones(channels, device: device, dtype: dtype)));
            register_parameter("bias", LayerParameter.Of(zeros(channels, device: device, dtype: dtype)));
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.group_norm(input, _groups, get_parameter("weight"), get_parameter("bias"), _epsilon);

    /// <summary>Does nothing: the constructor registers all components without reflection.</summary>
    protected override void RegisterComponents() { }
}
