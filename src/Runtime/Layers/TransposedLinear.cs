using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>The transpose of a fully connected layer, x W + b, with that layer's weight; made by generated code.</summary>
/// <remarks>The weight is registered where it belongs and nowhere else, so that files and optimizers have it once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TransposedLinear : nn.Module<Tensor, Tensor>
{
    private readonly Linear _source;
    private readonly Parameter? _bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="source">The layer whose weight it uses.</param>
    /// <param name="bias">Whether a bias of its own is learned.</param>
    /// <param name="device">Where the bias is; the CPU where it is null.</param>
    /// <param name="dtype">The bias's type; 32-bit floating point where it is null.</param>
    public TransposedLinear(Linear source, bool bias = true, Device? device = null, ScalarType? dtype = null) : base(nameof(TransposedLinear))
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        if (bias)
            register_parameter("bias", _bias = OwnParameter.Of(zeros(source.weight!.shape[1], device: device, dtype: dtype ?? ScalarType.Float32)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var transposed = _source.weight!.t();
        return nn.functional.linear(input, transposed, _bias);
    }

    /// <summary>Nothing: the constructor has registered everything, without reflection.</summary>
    protected override void RegisterComponents() { }
}
