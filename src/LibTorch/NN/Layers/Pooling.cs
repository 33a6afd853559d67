using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The largest element of each window of lines.</summary>
    public sealed class MaxPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool1d(long kernel_size, long? stride, long? padding, long? dilation, bool ceil_mode)
            : base(nameof(MaxPool1d)) =>
            (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
                (kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The window's length along each axis.</summary>
        public long kernel_size { get; set; }

        /// <summary>How far it moves; its length where null.</summary>
        public long? stride { get; set; }

        /// <summary>How much is padded on both sides; 0 where null.</summary>
        public long? padding { get; set; }

        /// <summary>How far apart the window's elements are; 1 where null.</summary>
        public long? dilation { get; set; }

        /// <summary>May the last window reach beyond the edge?</summary>
        public bool ceil_mode { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The largest elements, and where they stand in their channels.</summary>
        public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
            nn.functional.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }

    /// <summary>The largest element of each window of images.</summary>
    public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            : base(nameof(MaxPool2d)) =>
            (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
                (kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The window's length along each axis.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>How far it moves; its length where null.</summary>
        public long[]? stride { get; set; }

        /// <summary>How much is padded on both sides; 0 where null.</summary>
        public long[]? padding { get; set; }

        /// <summary>How far apart the window's elements are; 1 where null.</summary>
        public long[]? dilation { get; set; }

        /// <summary>May the last window reach beyond the edge?</summary>
        public bool ceil_mode { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The largest elements, and where they stand in their channels.</summary>
        public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
            nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }

    /// <summary>The largest element of each window of volumes.</summary>
    public sealed class MaxPool3d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool3d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            : base(nameof(MaxPool3d)) =>
            (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
                (kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The window's length along each axis.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>How far it moves; its length where null.</summary>
        public long[]? stride { get; set; }

        /// <summary>How much is padded on both sides; 0 where null.</summary>
        public long[]? padding { get; set; }

        /// <summary>How far apart the window's elements are; 1 where null.</summary>
        public long[]? dilation { get; set; }

        /// <summary>May the last window reach beyond the edge?</summary>
        public bool ceil_mode { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The largest elements, and where they stand in their channels.</summary>
        public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
            nn.functional.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }

    /// <summary>The mean of each window of lines.</summary>
    public sealed class AvgPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad)
            : base(nameof(AvgPool1d)) =>
            (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad) =
                (kernel_size, stride, padding, ceil_mode, count_include_pad);

        /// <summary>The window's length along each axis.</summary>
        public long kernel_size { get; set; }

        /// <summary>How far it moves; its length where null.</summary>
        public long? stride { get; set; }

        /// <summary>How much is padded with zeros on both sides; 0 where null.</summary>
        public long? padding { get; set; }

        /// <summary>May the last window reach beyond the edge?</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Does the padding count as elements?</summary>
        public bool count_include_pad { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) =>
            nn.functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
    }

    /// <summary>The mean of each window of images.</summary>
    public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
            : base(nameof(AvgPool2d)) =>
            (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad, this.divisor_override) =
                (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <summary>The window's length along each axis.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>How far it moves; its length where null.</summary>
        public long[]? stride { get; set; }

        /// <summary>How much is padded with zeros on both sides; 0 where null.</summary>
        public long[]? padding { get; set; }

        /// <summary>May the last window reach beyond the edge?</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Does the padding count as elements?</summary>
        public bool count_include_pad { get; set; }

        /// <summary>What the sum is divided by; the number of elements where null.</summary>
        public long? divisor_override { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) =>
            nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
    }

    /// <summary>The mean of each window of volumes.</summary>
    public sealed class AvgPool3d : ParameterLessModule<Tensor, Tensor>
    {
        internal AvgPool3d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
            : base(nameof(AvgPool3d)) =>
            (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad, this.divisor_override) =
                (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <summary>The window's length along each axis.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>How far it moves; its length where null.</summary>
        public long[]? stride { get; set; }

        /// <summary>How much is padded with zeros on both sides; 0 where null.</summary>
        public long[]? padding { get; set; }

        /// <summary>May the last window reach beyond the edge?</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Does the padding count as elements?</summary>
        public bool count_include_pad { get; set; }

        /// <summary>What the sum is divided by; the number of elements where null.</summary>
        public long? divisor_override { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) =>
            nn.functional.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The largest element of each window of lines.</summary>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded on both sides; 0 where null.</param>
            /// <param name="dilation">How far apart the window's elements are; 1 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            public static MaxPool1d MaxPool1d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of images.</summary>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded on both sides; 0 where null.</param>
            /// <param name="dilation">How far apart the window's elements are; 1 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            public static MaxPool2d MaxPool2d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), Axes.Repeat(padding, 2), Axes.Repeat(dilation, 2), ceil_mode);

            /// <summary>The largest element of each window of images.</summary>
            /// <inheritdoc cref="MaxPool2d(long, long?, long?, long?, bool)" path="/param"/>
            public static MaxPool2d MaxPool2d(
                (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceil_mode = false) =>
                new(Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(dilation), ceil_mode);

            /// <summary>The largest element of each window of images.</summary>
            /// <inheritdoc cref="MaxPool2d(long, long?, long?, long?, bool)" path="/param"/>
            public static MaxPool2d MaxPool2d(
                long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of volumes.</summary>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded on both sides; 0 where null.</param>
            /// <param name="dilation">How far apart the window's elements are; 1 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            public static MaxPool3d MaxPool3d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(Axes.Repeat(kernel_size, 3), Axes.Repeat(stride, 3), Axes.Repeat(padding, 3), Axes.Repeat(dilation, 3), ceil_mode);

            /// <summary>The largest element of each window of volumes.</summary>
            /// <inheritdoc cref="MaxPool3d(long, long?, long?, long?, bool)" path="/param"/>
            public static MaxPool3d MaxPool3d(
                (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? dilation = null,
                bool ceil_mode = false) =>
                new(Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(dilation), ceil_mode);

            /// <summary>The largest element of each window of volumes.</summary>
            /// <inheritdoc cref="MaxPool3d(long, long?, long?, long?, bool)" path="/param"/>
            public static MaxPool3d MaxPool3d(
                long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>The mean of each window of lines.</summary>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides; 0 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            /// <param name="count_include_pad">Does the padding count as elements?</param>
            public static AvgPool1d AvgPool1d(
                long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) =>
                new(kernel_size, stride, padding, ceil_mode, count_include_pad);

            /// <summary>The mean of each window of images.</summary>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides; 0 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            /// <param name="count_include_pad">Does the padding count as elements?</param>
            /// <param name="divisor_override">What the sum is divided by; the number of elements where null.</param>
            public static AvgPool2d AvgPool2d(
                long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new(Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), Axes.Repeat(padding, 2), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of images.</summary>
            /// <inheritdoc cref="AvgPool2d(long, long?, long?, bool, bool, long?)" path="/param"/>
            public static AvgPool2d AvgPool2d(
                (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new(Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of images.</summary>
            /// <inheritdoc cref="AvgPool2d(long, long?, long?, bool, bool, long?)" path="/param"/>
            public static AvgPool2d AvgPool2d(
                long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of volumes.</summary>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides; 0 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            /// <param name="count_include_pad">Does the padding count as elements?</param>
            /// <param name="divisor_override">What the sum is divided by; the number of elements where null.</param>
            public static AvgPool3d AvgPool3d(
                long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new(Axes.Repeat(kernel_size, 3), Axes.Repeat(stride, 3), Axes.Repeat(padding, 3), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of volumes.</summary>
            /// <inheritdoc cref="AvgPool3d(long, long?, long?, bool, bool, long?)" path="/param"/>
            public static AvgPool3d AvgPool3d(
                (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of volumes.</summary>
            /// <inheritdoc cref="AvgPool3d(long, long?, long?, bool, bool, long?)" path="/param"/>
            public static AvgPool3d AvgPool3d(
                long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
        }
    }
}
