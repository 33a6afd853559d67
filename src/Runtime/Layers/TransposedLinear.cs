using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>The transpose of a fully connected layer, x W + b, with that layer's weight; created by generated code.</summary>
/// <remarks>Only the source registers the weight: files and optimizers contain it once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TransposedLinear : nn.Module<Tensor, Tensor>
{
    private readonly Linear _source;

    /// <summary>Creates the layer.</summary>
    /// <param name="source">The layer with the weight.</param>
    /// <param name="bias">True to learn a bias.</param>
    /// <param name="device">The device of the bias; null for the CPU.</param>
    /// <param name="dtype">The type of the bias; null for 32-bit floating point.</param>
    public TransposedLinear(Linear source, bool bias = true, Device? device = null, ScalarType? dtype = null) : base(nameof(TransposedLinear))
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        if (bias)
            register_parameter("bias", LayerParameter.Of(zeros(source.weight!.shape[1], device: device, dtype: dtype ?? ScalarType.Float32)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var transposed = _source.weight!.t();
        return nn.functional.linear(input, transposed, get_parameter("bias"));
    }

    /// <summary>Does nothing: the constructor registers all components without reflection.</summary>
    protected override void RegisterComponents() { }
}
