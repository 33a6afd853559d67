using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Principal component analysis: the best linear autoencoder for the squared error (Baldi and Hornik, 1989),
/// so a baseline for what depth and nonlinearity bring.
/// </summary>
public sealed class PrincipalComponents : IEncoder, IReconstructor, IGenerator, IDisposable
{
    private const long BatchSize = 10_000;
    private readonly Tensor _mean;
    private readonly Tensor _axes;

    /// <summary>Fits the mean and the axes of largest variance, in double precision.</summary>
    /// <param name="images">The training images, <c>[count, …]</c>.</param>
    /// <param name="components">How many axes are kept, from 1 to the number of pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many axes.</exception>
    public PrincipalComponents(Tensor images, int components)
    {
        var count = images.shape[0];
        var pixels = images.NumberOfElements / count;
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, pixels);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        _mean = images.reshape(count, pixels).mean([0L], keepdim: true, ScalarType.Float64);

        var scatter = zeros(pixels, pixels, ScalarType.Float64, images.device);
        for (var start = 0L; start < count; start += BatchSize)
        {
            using var batchScope = NewDisposeScope();
            var centered = Center(images.narrow(0, start, Math.Min(BatchSize, count - start)));
            scatter.add_(centered.t().matmul(centered));
        }

        // eigh sorts the variances upwards: the last axes are the first components.
        var (_, axes) = linalg.eigh(scatter);
        _axes = axes.narrow(1, pixels - components, components).contiguous();
        scope.Detach(_mean, _axes);
    }

    /// <summary>The coordinates of images along the components.</summary>
    /// <inheritdoc/>
    public Tensor Encode(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        using var scope = NewDisposeScope();
        return Center(examples.Images).matmul(_axes).to_type(examples.Images.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>The images at coordinates along the components, flattened.</summary>
    /// <inheritdoc/>
    public Tensor Decode(Tensor codes, Tensor? labels = null)
    {
        using var scope = NewDisposeScope();
        return (codes.to_type(ScalarType.Float64).matmul(_axes.t()) + _mean).to_type(codes.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Projects images onto the components and back.</summary>
    /// <inheritdoc/>
    public Tensor Reconstruct(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        using var scope = NewDisposeScope();
        var output = Center(examples.Images).matmul(_axes).matmul(_axes.t()) + _mean;
        return output.reshape(examples.Images.shape).to_type(examples.Images.dtype).MoveToOuterDisposeScope();
    }

    private Tensor Center(Tensor images) => images.reshape(images.shape[0], -1).to_type(ScalarType.Float64) - _mean;

    /// <summary>Releases the mean and the axes.</summary>
    public void Dispose()
    {
        _mean.Dispose();
        _axes.Dispose();
    }
}
