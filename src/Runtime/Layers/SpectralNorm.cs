using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>
/// A fully connected layer or a convolution whose weight is divided by an estimate of its largest singular value (Miyato et al. 2018), as
/// PyTorch's <c>torch.nn.utils.parametrizations.spectral_norm</c> does it and with the same names; created by generated code.
/// </summary>
/// <remarks>Each pass in training improves the estimate by one power iteration. Evaluation uses the last one.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpectralNorm : nn.Module<Tensor, Tensor>
{
    /// <summary>PyTorch's constructor makes 15, and the registration of the parametrization runs it once.</summary>
    private const int InitialIterations = 16;

    private const double Epsilon = 1e-12;

    private readonly WeightedFunction _function;
    private readonly bool _isTransposed;
    private readonly Stage _weight;
    private readonly Stage _vectors;

    /// <summary>Takes over the weight and the bias of a fully connected layer.</summary>
    /// <param name="layer">A new layer.</param>
    public SpectralNorm(Linear layer)
        : this(layer?.weight!, layer?.bias, nn.functional.linear, isTransposed: false) { }

    /// <summary>Takes over the weight and the bias of a convolution.</summary>
    /// <param name="layer">A new layer.</param>
    public SpectralNorm(Convolution layer)
        : this(layer?.weight!, layer?.bias, ConvolutionFunction.Of(layer!), layer!.transposed) { }

    private SpectralNorm(Parameter weight, Parameter? bias, WeightedFunction function, bool isTransposed) : base(nameof(SpectralNorm))
    {
        ArgumentNullException.ThrowIfNull(weight);
        (_function, _isTransposed) = (function, isTransposed);
        (_weight, _vectors) = (new(nameof(weight)), new("0"));
        if (bias is not null)
            register_parameter("bias", bias);
        _weight.register_parameter("original", weight);
        _weight.register_module("0", _vectors);
        register_module("parametrizations", new Stage("parametrizations", ("weight", _weight)));
        DrawVectors();
    }

    /// <summary>The learned weight, before it is divided.</summary>
    public Parameter Weight => _weight.get_parameter("original")!;

    /// <summary>The bias; null if the layer has none.</summary>
    public Parameter? Bias => get_parameter("bias");

    /// <summary>Estimates the singular value of a weight that was drawn after the constructor.</summary>
    public void Estimate()
    {
        using var matrix = Matrix();
        Iterate(matrix, InitialIterations);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var normalized = Normalized();
        return _function(input, normalized, Bias);
    }

    private Tensor Normalized()
    {
        using var scope = NewDisposeScope();
        var matrix = Matrix();
        if (training)
            Iterate(matrix, 1);

        // The backward pass reads these copies: another pass before it may change the buffers.
        var (u, v) = (Vector("_u").clone(), Vector("_v").clone());
        return (Weight / u.dot(matrix.mv(v))).MoveToOuterDisposeScope();
    }

    /// <summary>The weight as a matrix with a row per output.</summary>
    private Tensor Matrix()
    {
        if (!_isTransposed)
            return Weight.flatten(1);
        using var outputsFirst = Weight.transpose(0, 1);
        return outputsFirst.flatten(1);
    }

    private void DrawVectors()
    {
        using var without = no_grad();
        using var scope = NewDisposeScope();
        var matrix = Matrix();
        foreach (var (name, axis) in new[] { ("_u", 0), ("_v", 1) })
        {
            var vector = Unit(randn(matrix.shape[axis], device: matrix.device, dtype: matrix.dtype));
            _vectors.register_buffer(name, vector.DetachFromDisposeScope());
        }

        Iterate(matrix, InitialIterations);
    }

    private Tensor Vector(string name) => _vectors.get_buffer(name)!;

    /// <summary>Moves both vectors towards the singular vectors of the largest singular value.</summary>
    private void Iterate(Tensor matrix, int count)
    {
        using var without = no_grad();
        using var scope = NewDisposeScope();
        var (u, v) = (Vector("_u"), Vector("_v"));
        for (var i = 0; i < count; i++)
        {
            u.copy_(Unit(matrix.mv(v)));
            v.copy_(Unit(matrix.t().mv(u)));
        }
    }

    private static Tensor Unit(Tensor vector) => nn.functional.normalize(vector, dim: 0, eps: Epsilon);

    /// <summary>Does nothing: the constructor registers all components without reflection.</summary>
    protected override void RegisterComponents() { }
}
