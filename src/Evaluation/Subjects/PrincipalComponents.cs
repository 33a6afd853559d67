using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Principal component analysis, the linear autoencoder with the least squared error (Baldi and Hornik, 1989): the baseline that shows the
/// benefit of depth and nonlinearity.
/// </summary>
internal sealed class PrincipalComponents : IEncoder, IReconstructor, IGenerator, IDisposable
{
    // Copies of larger batches in double precision would be mapped anew each time.
    private const long BatchSize = 1_000;
    private readonly Tensor _mean;
    private readonly Tensor _axes;

    // The code of a blank image, which is subtracted from codes instead of the mean from all pixels.
    private readonly Tensor _origin;

    /// <summary>Fits the mean and the axes of largest variance, in double precision.</summary>
    /// <param name="train">The training images.</param>
    /// <param name="components">The number of axes, from 1 to the number of pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of axes is out of range.</exception>
    public PrincipalComponents(Examples train, int components)
    {
        var pixels = train.Shape.Aggregate((product, axis) => product * axis);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, pixels);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        _mean = train.MeanPixels().reshape(1, pixels);

        var scatter = zeros(pixels, pixels, ScalarType.Float64, train.Device);
        foreach (var batch in train.Batches(default, BatchSize))
        {
            using var batchScope = NewDisposeScope();
            var rows = Rows(batch.Images);
            scatter.addmm_(rows.t(), rows);
        }

        scatter.sub_(_mean.t().matmul(_mean).mul_(train.Count));

        // eigh sorts the variances in ascending order: the last axes are the first components.
        var (_, axes) = linalg.eigh(scatter);
        _axes = axes.narrow(1, pixels - components, components).contiguous();
        _origin = _mean.matmul(_axes);
        scope.Detach(_mean, _axes, _origin);
    }

    public Tensor Encode(Examples examples)
    {
        using var scope = NewDisposeScope();
        return Codes(examples).to_type(examples.Images.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Returns flattened images.</summary>
    public Tensor Decode(Tensor codes, Tensor? labels = null)
    {
        using var scope = NewDisposeScope();
        return Pixels(codes.to_type(ScalarType.Float64)).to_type(codes.dtype).MoveToOuterDisposeScope();
    }

    public Tensor Reconstruct(Examples examples)
    {
        using var scope = NewDisposeScope();
        return Pixels(Codes(examples)).reshape(examples.Images.shape).to_type(examples.Images.dtype).MoveToOuterDisposeScope();
    }

    private Tensor Codes(Examples examples) => Rows(examples.Images).matmul(_axes).sub_(_origin);

    private Tensor Pixels(Tensor codes) => codes.matmul(_axes.t()).add_(_mean);

    private static Tensor Rows(Tensor images) => images.reshape(images.shape[0], -1).to_type(ScalarType.Float64);

    public void Dispose()
    {
        _mean.Dispose();
        _axes.Dispose();
        _origin.Dispose();
    }
}
