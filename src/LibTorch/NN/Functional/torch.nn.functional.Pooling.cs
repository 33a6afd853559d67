namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest element of each window of lines, <c>[batch, channels, length]</c>.</summary>
            /// <param name="input">The input.</param>
            /// <param name="kernel_size">The window's length.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded on both sides; 0 where null.</param>
            /// <param name="dilation">How far apart the window's elements are; 1 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Op.MaxPool1d.Tensor(input, kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of lines, and where it stands.</summary>
            /// <inheritdoc cref="max_pool1d" path="/param"/>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Op.MaxPool1dIndices.Pair(input, kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of images, <c>[batch, channels, height, width]</c>.</summary>
            /// <param name="input">The input.</param>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="strides">How far it moves along each axis; its length where null.</param>
            /// <param name="padding">How much is padded on both sides of each axis; 0 where null.</param>
            /// <param name="dilation">How far apart the window's elements are along each axis; 1 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Op.MaxPool2d.Tensor(input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of images, with one length for both axes.</summary>
            /// <inheritdoc cref="max_pool1d" path="/param"/>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(
                    input, Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), Axes.Repeat(padding, 2), Axes.Repeat(dilation, 2), ceil_mode);

            /// <summary>The largest element of each window of images, with a length for each axis.</summary>
            /// <inheritdoc cref="max_pool1d" path="/param"/>
            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceil_mode = false) =>
                max_pool2d(input, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(dilation), ceil_mode);

            /// <summary>The largest element of each window of images, and where it stands in its channel.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)" path="/param"/>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Op.MaxPool2dIndices.Pair(input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)" path="/param"/>
            public static Tensor max_pool3d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Op.MaxPool3d.Tensor(input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>The largest element of each window of volumes, and where it stands in its channel.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)" path="/param"/>
            public static (Tensor output, Tensor indices) max_pool3d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Op.MaxPool3dIndices.Pair(input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>The mean of each window of lines, <c>[batch, channels, length]</c>.</summary>
            /// <param name="input">The input.</param>
            /// <param name="kernel_size">The window's length.</param>
            /// <param name="stride">How far it moves; its length where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides; 0 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            /// <param name="count_include_pad">Does the padding count as elements?</param>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Op.AvgPool1d.Tensor(input, kernel_size, stride, padding, ceil_mode, count_include_pad);

            /// <summary>The mean of each window of images, <c>[batch, channels, height, width]</c>.</summary>
            /// <param name="input">The input.</param>
            /// <param name="kernel_size">The window's length along each axis.</param>
            /// <param name="stride">How far it moves along each axis; its length where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides of each axis; 0 where null.</param>
            /// <param name="ceil_mode">May the last window reach beyond the edge?</param>
            /// <param name="count_include_pad">Does the padding count as elements?</param>
            /// <param name="divisor_override">What the sum is divided by; the number of elements where null.</param>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Op.AvgPool2d.Tensor(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of images, with one length for both axes.</summary>
            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)" path="/param"/>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(
                    input, Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), Axes.Repeat(padding, 2), ceil_mode, count_include_pad,
                    divisor_override);

            /// <summary>The mean of each window of images, with a length for each axis.</summary>
            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)" path="/param"/>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)" path="/param"/>
            public static Tensor avg_pool3d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Op.AvgPool3d.Tensor(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The means of as many windows of lines as are asked for.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Op.AdaptiveAvgPool1d.Tensor(input, output_size);

            /// <summary>The means of as many windows of images as are asked for along each axis.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Op.AdaptiveAvgPool2d.Tensor(input, output_size);

            /// <summary>The means of as many windows of images as are asked for along both axes.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, Axes.Repeat(output_size, 2));

            /// <summary>The means of as many windows of images as are asked for along each axis.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Axes.Of(output_size));

            /// <summary>The means of as many windows of volumes as are asked for along each axis.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) => Op.AdaptiveAvgPool3d.Tensor(input, output_size);

            /// <summary>The means of as many windows of volumes as are asked for along all axes.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long output_size) => adaptive_avg_pool3d(input, Axes.Repeat(output_size, 3));

            /// <summary>The means of as many windows of volumes as are asked for along each axis.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, (long, long, long) output_size) => adaptive_avg_pool3d(input, Axes.Of(output_size));

            /// <summary>The largest elements of as many windows of lines as are asked for.</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => WithoutIndices(adaptive_max_pool1d_with_indices(input, output_size));

            /// <summary>The largest elements of as many windows of lines as are asked for, and where they stand.</summary>
            public static (Tensor output, Tensor indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) =>
                Op.AdaptiveMaxPool1d.Pair(input, output_size);

            /// <summary>The largest elements of as many windows of images as are asked for along each axis.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => WithoutIndices(adaptive_max_pool2d_with_indices(input, output_size));

            /// <summary>The largest elements of as many windows of images as are asked for, and where they stand in their channels.</summary>
            public static (Tensor output, Tensor indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) =>
                Op.AdaptiveMaxPool2d.Pair(input, output_size);

            /// <summary>The largest elements of as many windows of volumes as are asked for along each axis.</summary>
            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => WithoutIndices(adaptive_max_pool3d_with_indices(input, output_size));

            /// <summary>The largest elements of as many windows of volumes as are asked for, and where they stand in their channels.</summary>
            public static (Tensor output, Tensor indices) adaptive_max_pool3d_with_indices(Tensor input, long[] output_size) =>
                Op.AdaptiveMaxPool3d.Pair(input, output_size);

            private static Tensor WithoutIndices((Tensor output, Tensor indices) pooled)
            {
                pooled.indices.Dispose();
                return pooled.output;
            }
        }
    }
}

file static class Op
{
    public static readonly Operator MaxPool1d = new("max_pool1d(self, kernel_size, stride, padding, dilation, ceil_mode)");
    public static readonly Operator MaxPool2d = new("max_pool2d(self, kernel_size, stride, padding, dilation, ceil_mode)");
    public static readonly Operator MaxPool3d = new("max_pool3d(self, kernel_size, stride, padding, dilation, ceil_mode)");
    public static readonly Operator MaxPool1dIndices = new("max_pool1d_with_indices(self, kernel_size, stride, padding, dilation, ceil_mode)");
    public static readonly Operator MaxPool2dIndices = new("max_pool2d_with_indices(self, kernel_size, stride, padding, dilation, ceil_mode)");
    public static readonly Operator MaxPool3dIndices = new("max_pool3d_with_indices(self, kernel_size, stride, padding, dilation, ceil_mode)");
    public static readonly Operator AvgPool1d = new("avg_pool1d(self, kernel_size, stride, padding, ceil_mode, count_include_pad)");
    public static readonly Operator AvgPool2d =
        new("avg_pool2d(self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)");
    public static readonly Operator AvgPool3d =
        new("avg_pool3d(self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)");
    public static readonly Operator AdaptiveAvgPool1d = new("adaptive_avg_pool1d(self, output_size)");
    public static readonly Operator AdaptiveAvgPool2d = new("adaptive_avg_pool2d(self, output_size)");
    public static readonly Operator AdaptiveAvgPool3d = new("adaptive_avg_pool3d(self, output_size)");
    public static readonly Operator AdaptiveMaxPool1d = new("adaptive_max_pool1d(self, output_size)");
    public static readonly Operator AdaptiveMaxPool2d = new("adaptive_max_pool2d(self, output_size)");
    public static readonly Operator AdaptiveMaxPool3d = new("adaptive_max_pool3d(self, output_size)");
}
