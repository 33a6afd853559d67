using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A convolution over lines, <c>[batch, channels, length]</c>.</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d), shape, transposed: false, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            using var padded = Padded(input);
            return Shape.OwnNamed is { } named
                ? nn.functional.conv1d_padding(padded, weight, bias, stride[0], named, dilation[0], groups)
                : nn.functional.conv1d(padded, weight, bias, stride[0], Shape.OwnPadding[0], dilation[0], groups);
        }
    }

    /// <summary>A convolution over images, <c>[batch, channels, height, width]</c>.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), shape, transposed: false, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            using var padded = Padded(input);
            return Shape.OwnNamed is { } named
                ? nn.functional.conv2d_padding(padded, weight, bias, stride, named, dilation, groups)
                : nn.functional.conv2d(padded, weight, bias, stride, Shape.OwnPadding, dilation, groups);
        }
    }

    /// <summary>A convolution over volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
    public sealed class Conv3d : Convolution
    {
        internal Conv3d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv3d), shape, transposed: false, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            using var padded = Padded(input);
            return Shape.OwnNamed is { } named
                ? nn.functional.conv3d_padding(padded, weight, bias, stride, named, dilation, groups)
                : nn.functional.conv3d(padded, weight, bias, stride, Shape.OwnPadding, dilation, groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A convolution over lines, initialised as PyTorch does: uniform in ±1/√(inputs · kernel length).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along all axes.</param>
            /// <param name="stride">How far the kernel moves.</param>
            /// <param name="padding">How much is padded on every side.</param>
            /// <param name="dilation">How far apart the kernel's elements are.</param>
            /// <param name="padding_mode">What stands beyond the edge.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            /// <param name="bias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 1), Axes.Repeat(stride, 1), Axes.Repeat(padding, 1),
                        Axes.Repeat(dilation, 1), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over lines, with padding by what it does.</summary>
            /// <inheritdoc cref="Conv1d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 1), Axes.Repeat(stride, 1), padding, Axes.Repeat(dilation, 1),
                        groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over images, initialised as PyTorch does: uniform in ±1/√(inputs · kernel area).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along all axes.</param>
            /// <param name="stride">How far the kernel moves.</param>
            /// <param name="padding">How much is padded on every side.</param>
            /// <param name="dilation">How far apart the kernel's elements are.</param>
            /// <param name="padding_mode">What stands beyond the edge.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            /// <param name="bias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), Axes.Repeat(padding, 2),
                        Axes.Repeat(dilation, 2), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over images, with padding by what it does.</summary>
            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), padding, Axes.Repeat(dilation, 2),
                        groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over images, with a length for each axis.</summary>
            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(dilation), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over images, with a length for each axis and padding by what it does.</summary>
            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), padding, Axes.Of(dilation), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over volumes, initialised as PyTorch does: uniform in ±1/√(inputs · kernel volume).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along all axes.</param>
            /// <param name="stride">How far the kernel moves.</param>
            /// <param name="padding">How much is padded on every side.</param>
            /// <param name="dilation">How far apart the kernel's elements are.</param>
            /// <param name="padding_mode">What stands beyond the edge.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            /// <param name="bias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static Conv3d Conv3d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 3), Axes.Repeat(stride, 3), Axes.Repeat(padding, 3),
                        Axes.Repeat(dilation, 3), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over volumes, with padding by what it does.</summary>
            /// <inheritdoc cref="Conv3d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv3d Conv3d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 3), Axes.Repeat(stride, 3), padding, Axes.Repeat(dilation, 3),
                        groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over volumes, with a length for each axis.</summary>
            /// <inheritdoc cref="Conv3d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv3d Conv3d(
                long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
                (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(dilation), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over volumes, with a length for each axis and padding by what it does.</summary>
            /// <inheritdoc cref="Conv3d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv3d Conv3d(
                long in_channels, long out_channels, (long, long, long) kernel_size, Padding padding, (long, long, long)? stride = null,
                (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Of(
                        in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), padding, Axes.Of(dilation), groups, padding_mode),
                    bias, device, dtype);
        }
    }
}
