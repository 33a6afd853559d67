using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Random changes of training images.</summary>
public sealed class AugmentationTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public AugmentationTests() => set_num_threads(1);

    public void Dispose() => _scope.Dispose();

    private static Tensor Apply(Augmentation augmentation, Tensor images, int epoch = 1, int seed = 1, IReadOnlyList<long>? shape = null)
    {
        using var augmenter = new Augmenter(augmentation, shape ?? images.shape[1..], seed);
        augmenter.Start(epoch);
        return augmenter.Apply(new Examples(images)).Images;
    }

    private static Tensor Random(params long[] shape)
    {
        using var generator = new Generator(3);
        return rand(shape, generator: generator);
    }

    private static double Distance(Tensor left, Tensor right) => (left - right).abs().max().ToDouble();

    [Fact]
    public void Half_of_the_images_are_mirrored_exactly()
    {
        var images = Random(200, 3, 4, 6);
        var changed = Apply(new() { Flip = true }, images);

        var mirrored = Enumerable.Range(0, 200).Count(index => Distance(changed[index], images[index].flip([2L])) < 1e-5);
        var same = Enumerable.Range(0, 200).Count(index => Distance(changed[index], images[index]) < 1e-5);
        Assert.Equal(200, mirrored + same);
        Assert.InRange(mirrored, 80, 120);
    }

    [Fact]
    public void A_shift_moves_by_whole_pixels_and_repeats_the_border()
    {
        var images = Random(300, 1, 5, 7);
        var changed = Apply(new() { Shift = 2 }, images);

        var seen = new HashSet<(int, int)>();
        for (var index = 0; index < 300; index++)
        {
            var found = (from down in Enumerable.Range(-2, 5) from right in Enumerable.Range(-2, 5) where Distance(changed[index], Shifted(images[index], down, right)) < 1e-4 select (down, right)).ToList();
            Assert.Single(found);
            seen.Add(found[0]);
        }

        Assert.Equal(25, seen.Count);

        static Tensor Shifted(Tensor image, int down, int right)
        {
            var rows = tensor(Enumerable.Range(0, 5).Select(row => (long)Math.Clamp(row + down, 0, 4)).ToArray());
            var columns = tensor(Enumerable.Range(0, 7).Select(column => (long)Math.Clamp(column + right, 0, 6)).ToArray());
            return image.index_select(1, rows).index_select(2, columns);
        }
    }

    [Fact]
    public void A_crop_shows_a_part_of_a_ramp()
    {
        var ramp = linspace(0, 1, 32).reshape(1, 1, 1, 32).expand(100, 1, 32, 32);
        var changed = Apply(new() { Crop = 0.5 }, ramp);

        // The difference between neighbors is the scale, between the smallest part and 1.
        var slopes = ((changed.select(3, 20) - changed.select(3, 12)) / (8 / 31f)).mean([1L, 2L]).data<float>().ToArray();
        Assert.All(slopes, slope => Assert.InRange(slope, 0.49f, 1.01f));
        Assert.InRange(slopes.Min(), 0.49f, 0.6f);
        Assert.InRange(slopes.Max(), 0.9f, 1.01f);
        Assert.InRange(changed.min().ToDouble(), 0, 1);
    }

    [Fact]
    public void Noise_is_clipped_to_the_range_of_pixels()
    {
        var changed = Apply(new() { Noise = 0.1 }, full([100, 50], 0.5f));
        Assert.Equal(0.1, changed.std().ToDouble(), 0.005);
        Assert.InRange(Apply(new() { Noise = 3 }, zeros(10, 10)).max().ToDouble(), 0.5, 1);
        Assert.Equal(0, Apply(new() { Noise = 3 }, zeros(10, 10)).min().ToDouble());
    }

    [Fact]
    public void Changes_depend_on_seed_and_epoch_only()
    {
        var augmentation = new Augmentation { Flip = true, Shift = 1, Crop = 0.8, Noise = 0.1 };
        var images = Random(8, 1, 6, 6);
        manual_seed(1);
        var first = Apply(augmentation, images);
        var next = rand(1).ToDouble();
        manual_seed(1);

        Assert.Equal(next, rand(1).ToDouble());
        Assert.Equal(0, Distance(first, Apply(augmentation, images)));
        Assert.NotEqual(0, Distance(first, Apply(augmentation, images, epoch: 2)));
        Assert.NotEqual(0, Distance(first, Apply(augmentation, images, seed: 2)));
        Assert.Equal(0, Distance(first, Apply(augmentation, images.flatten(1), shape: [1, 6, 6]).reshape(8, 1, 6, 6)));
    }

    [Fact]
    public void Flat_images_of_unknown_height_can_have_noise_only()
    {
        var images = Random(4, 36);
        Apply(new() { Noise = 0.1 }, images);
        Assert.Contains("Set the ImageShape", Assert.Throws<ArgumentException>(() => Apply(new() { Flip = true }, images)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_contains_all_terms() =>
        Assert.Equal("flip shift=2 crop=0.8 noise=0.1", Augmentation.Parse(["noise=0.1", "Flip", "crop=0.8", "shift=2"]).ToString());

    [Fact]
    public void Values_outside_of_their_domain_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Shift = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Crop = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Noise = double.NaN });
    }
}
