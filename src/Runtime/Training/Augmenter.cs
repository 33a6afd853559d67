using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Applies an augmentation to batches. The changes depend only on the seed, the epoch and the place in the epoch.</summary>
internal sealed class Augmenter : IDisposable
{
    private readonly Augmentation _augmentation;
    private readonly IReadOnlyList<long> _shape;
    private readonly int _seed;
    private readonly Generator _generator = new();

    /// <param name="augmentation">The changes.</param>
    /// <param name="shape">The shape of one image, channels first.</param>
    /// <param name="seed">The seed of the training.</param>
    /// <exception cref="ArgumentException">Images without height and width cannot be moved.</exception>
    public Augmenter(Augmentation augmentation, IReadOnlyList<long> shape, int seed)
    {
        if (augmentation.Moves && shape is not [_, _, _])
            throw new ArgumentException($"Augment is '{augmentation}', but images of [{string.Join(", ", shape)}] have no height and width. Set the ImageShape of the examples, or use noise only.", nameof(shape));
        (_augmentation, _shape, _seed) = (augmentation, shape, seed);
    }

    /// <summary>Starts an epoch, from 1.</summary>
    // The factor differs from those of the other generators, whose numbers would otherwise be the same.
    public void Start(int epoch) => _generator.manual_seed(unchecked((uint)(_seed * 7_368_787L + epoch * 104_729L)));

    /// <summary>A copy of a batch with changed images.</summary>
    public Examples Apply(Examples batch)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var images = _augmentation.Moves ? Move(batch.Images.reshape([batch.Count, .. _shape])).reshape(batch.Images.shape) : batch.Images;
        if (_augmentation.Noise > 0)
            images = (images + randn(images.shape, images.dtype, generator: _generator).to(images.device) * _augmentation.Noise).clamp(0, 1);
        return batch with { Images = images.MoveToOuterDisposeScope() };
    }

    /// <summary>Samples each image at x′ = s x + t, with coordinates from −1 to 1 across it, linearly between pixels.</summary>
    private Tensor Move(Tensor images)
    {
        var (count, rows, columns) = (images.shape[0], images.shape[2], images.shape[3]);
        var scale = _augmentation.Crop + Uniform(count) * (1 - _augmentation.Crop);
        var sign = _augmentation.Flip ? (Uniform(count) < 0.5).to_type(ScalarType.Float32) * 2 - 1 : ones(count);
        var (right, down) = (Offset(scale, columns), Offset(scale, rows));
        var zero = zeros(count);
        var map = stack([stack([scale * sign, zero, right], 1), stack([zero, scale, down], 1)], 1).to(images.dtype).to(images.device);
        var grid = nn.functional.affine_grid(map, images.shape, align_corners: false);
        return nn.functional.grid_sample(images, grid, padding_mode: GridSamplePaddingMode.Border, align_corners: false);
    }

    // The place of the magnified part, which stays within the image, and the shift by whole pixels.
    private Tensor Offset(Tensor scale, long pixels)
    {
        var offset = (Uniform(scale.shape[0]) * 2 - 1) * (1 - scale);
        if (_augmentation.Shift > 0)
            offset += (Uniform(scale.shape[0]) * (2 * _augmentation.Shift + 1)).floor().sub(_augmentation.Shift) * (2.0 / pixels);
        return offset;
    }

    // Drawn on the CPU, so that the changes are the same on every device.
    private Tensor Uniform(long count) => rand(count, generator: _generator);

    /// <inheritdoc/>
    public void Dispose() => _generator.Dispose();
}
