using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Resizes lines, images or volumes, <c>[batch, channels, …]</c>.</summary>
    public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
    {
        private readonly long[]? _size;
        private readonly double[]? _factors;

        internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
            : base(nameof(Upsample)) =>
            (_size, _factors, this.mode, this.align_corners, this.recompute_scale_factor) =
                (size, scale_factor, mode, align_corners, recompute_scale_factor);

        /// <summary>The lengths of the result; empty where there is a factor.</summary>
        public ReadOnlySpan<long> size => _size;

        /// <summary>How much larger the result is along each axis; empty where there is a size.</summary>
        public ReadOnlySpan<double> scale_factor => _factors;

        /// <summary>How the elements are found.</summary>
        public UpsampleMode mode { get; }

        /// <summary>Are the corners' centres, and not their outer edges, put upon one another?</summary>
        public bool? align_corners { get; }

        /// <summary>Reckon with the ratio of the whole sizes, and not with the factor given?</summary>
        public bool? recompute_scale_factor { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) =>
            nn.functional.interpolate(input, _size, _factors, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Resizes lines, images or volumes, <c>[batch, channels, …]</c>.</summary>
            /// <param name="size">The lengths of the result, or null.</param>
            /// <param name="scale_factor">How much larger the result is along each axis, where there is no size.</param>
            /// <param name="mode">How the elements are found.</param>
            /// <param name="align_corners">Are the corners' centres, and not their outer edges, put upon one another? For the linear and cubic modes.</param>
            /// <param name="recompute_scale_factor">Reckon with the ratio of the whole sizes, and not with the factor given?</param>
            public static Upsample Upsample(
                long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null,
                bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);
        }
    }
}
