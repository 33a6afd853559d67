using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The means of as many windows of lines as are asked for.</summary>
    public sealed class AdaptiveAvgPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveAvgPool1d(long output_size)
            : base(nameof(AdaptiveAvgPool1d)) => this.output_size = output_size;

        /// <summary>How many along each axis.</summary>
        public long output_size { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool1d(input, output_size);
    }

    /// <summary>The means of as many windows of images as are asked for.</summary>
    public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveAvgPool2d(long[] output_size)
            : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

        /// <summary>How many along each axis.</summary>
        public long[] output_size { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, output_size);
    }

    /// <summary>The means of as many windows of volumes as are asked for.</summary>
    public sealed class AdaptiveAvgPool3d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveAvgPool3d(long[] output_size)
            : base(nameof(AdaptiveAvgPool3d)) => this.output_size = output_size;

        /// <summary>How many along each axis.</summary>
        public long[] output_size { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool3d(input, output_size);
    }

    /// <summary>The largest elements of as many windows of lines as are asked for.</summary>
    public sealed class AdaptiveMaxPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveMaxPool1d(long output_size)
            : base(nameof(AdaptiveMaxPool1d)) => this.output_size = output_size;

        /// <summary>How many along each axis.</summary>
        public long output_size { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool1d(input, output_size);

        /// <summary>The largest elements, and where they stand in their channels.</summary>
        public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
            nn.functional.adaptive_max_pool1d_with_indices(input, output_size);
    }

    /// <summary>The largest elements of as many windows of images as are asked for.</summary>
    public sealed class AdaptiveMaxPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveMaxPool2d(long[] output_size)
            : base(nameof(AdaptiveMaxPool2d)) => this.output_size = output_size;

        /// <summary>How many along each axis.</summary>
        public long[] output_size { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool2d(input, output_size);

        /// <summary>The largest elements, and where they stand in their channels.</summary>
        public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
            nn.functional.adaptive_max_pool2d_with_indices(input, output_size);
    }

    /// <summary>The largest elements of as many windows of volumes as are asked for.</summary>
    public sealed class AdaptiveMaxPool3d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveMaxPool3d(long[] output_size)
            : base(nameof(AdaptiveMaxPool3d)) => this.output_size = output_size;

        /// <summary>How many along each axis.</summary>
        public long[] output_size { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool3d(input, output_size);

        /// <summary>The largest elements, and where they stand in their channels.</summary>
        public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
            nn.functional.adaptive_max_pool3d_with_indices(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The means of as many windows of lines as are asked for.</summary>
            public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);

            /// <summary>The means of as many windows of images as are asked for.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(Axes.Repeat(output_size, 2));

            /// <summary>The means of as many windows of images as are asked for.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Axes.Of(output_size));

            /// <summary>The means of as many windows of images as are asked for.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

            /// <summary>The means of as many windows of volumes as are asked for.</summary>
            public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long output_size) => new(Axes.Repeat(output_size, 3));

            /// <summary>The means of as many windows of volumes as are asked for.</summary>
            public static AdaptiveAvgPool3d AdaptiveAvgPool3d((long, long, long) output_size) => new(Axes.Of(output_size));

            /// <summary>The means of as many windows of volumes as are asked for.</summary>
            public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] output_size) => new(output_size);

            /// <summary>The largest elements of as many windows of lines as are asked for.</summary>
            public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);

            /// <summary>The largest elements of as many windows of images as are asked for.</summary>
            public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) => new(output_size);

            /// <summary>The largest elements of as many windows of volumes as are asked for.</summary>
            public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] output_size) => new(output_size);
        }
    }
}
