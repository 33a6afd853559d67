namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads the last axes.</summary>
            /// <param name="input">The input.</param>
            /// <param name="pad">How much before and after the last axis, before and after the last but one, and so on; negative ones cut.</param>
            /// <param name="mode">What stands beyond the edge.</param>
            /// <param name="value">The constant, where it is one.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => Op.Pad.Tensor(input, pad, "reflect", default(double?)),
                PaddingModes.Replicate => Op.Pad.Tensor(input, pad, "replicate", default(double?)),
                PaddingModes.Circular => Op.Pad.Tensor(input, pad, "circular", default(double?)),
                _ => Op.Pad.Tensor(input, pad, "constant", mode == PaddingModes.Constant ? value : 0.0),
            };

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Axes.Of(pad), mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Axes.Of(pad), mode, value);

            /// <summary>Resizes lines, images or volumes, <c>[batch, channels, …]</c>.</summary>
            /// <param name="x">The input.</param>
            /// <param name="size">The lengths of the result, or null.</param>
            /// <param name="scale_factor">How much larger the result is along each axis, where there is no size.</param>
            /// <param name="mode">How the elements are found.</param>
            /// <param name="align_corners">Are the corners' centres, and not their outer edges, put upon one another? For the linear and cubic modes.</param>
            /// <param name="recompute_scale_factor">Reckon with the ratio of the whole sizes, and not with the factor given?</param>
            /// <param name="antialias">Smooth where the result is smaller? For images in the linear and cubic modes.</param>
            /// <exception cref="ArgumentException">The mode does not exist for so many axes.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (size, scale_factor) = ([.. scale_factor.Select((factor, axis) => (long)Math.Floor(x.size(axis + 2) * factor))], null);
                return (mode, x.dim() - 2) switch
                {
                    (InterpolationMode.Nearest, 1) => Op.Nearest1d.Tensor(x, size, scale_factor),
                    (InterpolationMode.Nearest, 2) => Op.Nearest2d.Tensor(x, size, scale_factor),
                    (InterpolationMode.Nearest, 3) => Op.Nearest3d.Tensor(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1) => Op.Exact1d.Tensor(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 2) => Op.Exact2d.Tensor(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 3) => Op.Exact3d.Tensor(x, size, scale_factor),
                    (InterpolationMode.Area, 1) => adaptive_avg_pool1d(x, size!.Single()),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, size!),
                    (InterpolationMode.Area, 3) => adaptive_avg_pool3d(x, size!),
                    (InterpolationMode.Linear, 1) => Op.Linear.Tensor(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Bilinear, 2) => (antialias ? Op.SmoothBilinear : Op.Bilinear).Tensor(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Bicubic, 2) => (antialias ? Op.SmoothBicubic : Op.Bicubic).Tensor(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Trilinear, 3) => Op.Trilinear.Tensor(x, size, align_corners ?? false, scale_factor),
                    _ => throw new ArgumentException($"There is no {mode} interpolation of an input with {x.dim()} axes.", nameof(mode)),
                };
            }

            /// <summary>Makes <c>[…, channels, height · r, width · r]</c> of <c>[…, channels · r², height, width]</c>.</summary>
            /// <remarks>Shi et al. 2016, arXiv:1609.05158.</remarks>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Op.PixelShuffle.Tensor(input, Factor(upscale_factor));

            /// <summary>Undoes <see cref="pixel_shuffle"/>.</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Op.PixelUnshuffle.Tensor(input, Factor(downscale_factor));

            /// <summary>libtorch divides by the factor's square, and crashes where that overflows to 0.</summary>
            private static long Factor(long factor) =>
                factor <= int.MaxValue ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "No image is so large: pass a smaller factor.");

            /// <summary>Lays each window of images out as a column.</summary>
            /// <param name="input">The images, <c>[batch, channels, height, width]</c>.</param>
            /// <param name="kernel_size">The window's lengths.</param>
            /// <param name="dilation">How far apart the window's elements are; 1 where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides; 0 where null.</param>
            /// <param name="stride">How far the window moves; 1 where null.</param>
            /// <returns>The columns, <c>[batch, channels · window area, windows]</c>.</returns>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Op.Unfold.Tensor(input, Axes.Of(kernel_size), Axes.Of(dilation ?? (1, 1)), Axes.Of(padding ?? (0, 0)), Axes.Of(stride ?? (1, 1)));

            /// <inheritdoc cref="unfold(Tensor, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?)"/>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>Adds columns up to images: the transposed map of unfolding.</summary>
            /// <param name="input">The columns, <c>[batch, channels · window area, windows]</c>.</param>
            /// <param name="output_size">The images' height and width.</param>
            /// <param name="kernel_size">The window's lengths.</param>
            /// <param name="dilation">How far apart the window's elements are; 1 where null.</param>
            /// <param name="padding">How much was padded with zeros on both sides; 0 where null.</param>
            /// <param name="stride">How far the window moves; 1 where null.</param>
            public static Tensor fold(
                Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
                (long, long)? stride = null) =>
                Op.Fold.Tensor(
                    input, Axes.Of(output_size), Axes.Of(kernel_size), Axes.Of(dilation ?? (1, 1)), Axes.Of(padding ?? (0, 0)),
                    Axes.Of(stride ?? (1, 1)));

            /// <summary>Adds columns up to square images.</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>Where affine maps take the places of images or volumes, for <see cref="grid_sample"/>.</summary>
            /// <param name="theta">The maps, <c>[batch, 2, 3]</c> or <c>[batch, 3, 4]</c>.</param>
            /// <param name="size">The size of the images, <c>[batch, channels, height, width]</c>, or volumes.</param>
            /// <param name="align_corners">Do −1 and 1 mean the corners' centres, and not their outer edges?</param>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) =>
                Op.AffineGrid.Tensor(theta, size ?? throw new ArgumentNullException(nameof(size)), align_corners);

            /// <summary>Images or volumes at given places.</summary>
            /// <param name="input">The images, <c>[batch, channels, height, width]</c>, or volumes.</param>
            /// <param name="grid">The places, <c>[batch, height, width, 2]</c>: x and y from −1 to 1.</param>
            /// <param name="mode">How the elements are found.</param>
            /// <param name="padding_mode">What stands beyond the edge.</param>
            /// <param name="align_corners">Do −1 and 1 mean the corners' centres, and not their outer edges?</param>
            public static Tensor grid_sample(
                Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear,
                GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null)
            {
                // libtorch counts both modes in another order.
                var interpolation = mode == GridSampleMode.Bilinear ? 0L : 1;
                var beyond = padding_mode switch { GridSamplePaddingMode.Border => 1L, GridSamplePaddingMode.Reflection => 2, _ => 0 };
                return Op.GridSample.Tensor(input, grid, interpolation, beyond, align_corners ?? false);
            }
        }
    }
}

file static class Op
{
    public static readonly Operator Pad = new("pad(self, pad, mode, value)");
    public static readonly Operator Nearest1d = new("upsample_nearest1d.vec(input, output_size, scale_factors)");
    public static readonly Operator Nearest2d = new("upsample_nearest2d.vec(input, output_size, scale_factors)");
    public static readonly Operator Nearest3d = new("upsample_nearest3d.vec(input, output_size, scale_factors)");
    public static readonly Operator Exact1d = new("_upsample_nearest_exact1d.vec(input, output_size, scale_factors)");
    public static readonly Operator Exact2d = new("_upsample_nearest_exact2d.vec(input, output_size, scale_factors)");
    public static readonly Operator Exact3d = new("_upsample_nearest_exact3d.vec(input, output_size, scale_factors)");
    public static readonly Operator Linear = new("upsample_linear1d.vec(input, output_size, align_corners, scale_factors)");
    public static readonly Operator Bilinear = new("upsample_bilinear2d.vec(input, output_size, align_corners, scale_factors)");
    public static readonly Operator Bicubic = new("upsample_bicubic2d.vec(input, output_size, align_corners, scale_factors)");
    public static readonly Operator Trilinear = new("upsample_trilinear3d.vec(input, output_size, align_corners, scale_factors)");
    public static readonly Operator SmoothBilinear = new("_upsample_bilinear2d_aa.vec(input, output_size, align_corners, scale_factors)");
    public static readonly Operator SmoothBicubic = new("_upsample_bicubic2d_aa.vec(input, output_size, align_corners, scale_factors)");
    public static readonly Operator PixelShuffle = new("pixel_shuffle(self, upscale_factor)");
    public static readonly Operator PixelUnshuffle = new("pixel_unshuffle(self, downscale_factor)");
    public static readonly Operator Unfold = new("im2col(self, kernel_size, dilation, padding, stride)");
    public static readonly Operator Fold = new("col2im(self, output_size, kernel_size, dilation, padding, stride)");
    public static readonly Operator AffineGrid = new("affine_grid_generator(theta, size, align_corners)");
    public static readonly Operator GridSample = new("grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners)");
}
