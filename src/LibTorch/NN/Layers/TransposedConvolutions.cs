using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>What transposed convolutions share.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        private protected ConvolutionTranspose(string name, ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(name, shape, transposed: true, bias, device, dtype)
        {
        }

        /// <summary>The transposed convolution.</summary>
        public override Tensor forward(Tensor input) => forward(input, null);

        /// <summary>The transposed convolution to a given size.</summary>
        /// <param name="input">The input.</param>
        /// <param name="output_size">The lengths of the result's last axes; what the padding gives where null.</param>
        /// <exception cref="ArgumentException">No output padding gives that size.</exception>
        public abstract Tensor forward(Tensor input, long[]? output_size);

        /// <summary>The output padding that gives a size.</summary>
        private protected long[] Growth(Tensor input, long[]? output_size)
        {
            if (output_size is null)
                return output_padding;
            var (axes, lengths) = (kernel_size.Length, input.shape);
            var growth = new long[axes];
            for (var axis = 0; axis < axes; axis++)
            {
                var smallest = (lengths[^(axes - axis)] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel_size[axis] - 1) + 1;
                growth[axis] = output_size[^(axes - axis)] - smallest;
                if (growth[axis] < 0 || growth[axis] >= Math.Max(stride[axis], dilation[axis]))
                {
                    throw new ArgumentException(
                        $"The size [{string.Join(", ", output_size)}] cannot come of [{string.Join(", ", lengths)}].", nameof(output_size));
                }
            }
            return growth;
        }
    }

    /// <summary>A transposed convolution over lines, <c>[batch, channels, length]</c>.</summary>
    public sealed class ConvTranspose1d : ConvolutionTranspose
    {
        internal ConvTranspose1d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose1d), shape, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, long[]? output_size) => nn.functional.conv_transpose1d(
            input, weight, bias, stride[0], padding[0], Growth(input, output_size)[0], dilation[0], groups);
    }

    /// <summary>A transposed convolution over images, <c>[batch, channels, height, width]</c>.</summary>
    public sealed class ConvTranspose2d : ConvolutionTranspose
    {
        internal ConvTranspose2d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose2d), shape, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, long[]? output_size) => nn.functional.conv_transpose2d(
            input, weight, bias, stride, padding, Growth(input, output_size), dilation, groups);
    }

    /// <summary>A transposed convolution over volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
    public sealed class ConvTranspose3d : ConvolutionTranspose
    {
        internal ConvTranspose3d(ConvolutionShape shape, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose3d), shape, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, long[]? output_size) => nn.functional.conv_transpose3d(
            input, weight, bias, stride, padding, Growth(input, output_size), dilation, groups);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A transposed convolution over lines, initialised as PyTorch does: uniform in ±1/√(outputs · kernel length).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along all axes.</param>
            /// <param name="stride">How far apart the input's elements are in the result.</param>
            /// <param name="padding">How much is cut from every side.</param>
            /// <param name="output_padding">How much the result grows on one side of each axis.</param>
            /// <param name="dilation">How far apart the kernel's elements are.</param>
            /// <param name="padding_mode">Zeros: there is no other for a transposed convolution.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            /// <param name="bias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
            public static ConvTranspose1d ConvTranspose1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Transposed(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 1), Axes.Repeat(stride, 1), Axes.Repeat(padding, 1),
                        Axes.Repeat(output_padding, 1), Axes.Repeat(dilation, 1), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A transposed convolution over images, initialised as PyTorch does: uniform in ±1/√(outputs · kernel area).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along all axes.</param>
            /// <param name="stride">How far apart the input's elements are in the result.</param>
            /// <param name="padding">How much is cut from every side.</param>
            /// <param name="output_padding">How much the result grows on one side of each axis.</param>
            /// <param name="dilation">How far apart the kernel's elements are.</param>
            /// <param name="padding_mode">Zeros: there is no other for a transposed convolution.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            /// <param name="bias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Transposed(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 2), Axes.Repeat(stride, 2), Axes.Repeat(padding, 2),
                        Axes.Repeat(output_padding, 2), Axes.Repeat(dilation, 2), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A transposed convolution over images, with a length for each axis.</summary>
            /// <inheritdoc cref="ConvTranspose2d(long, long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Transposed(
                        in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(output_padding),
                        Axes.Of(dilation), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A transposed convolution over volumes, initialised as PyTorch does: uniform in ±1/√(outputs · kernel volume).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along all axes.</param>
            /// <param name="stride">How far apart the input's elements are in the result.</param>
            /// <param name="padding">How much is cut from every side.</param>
            /// <param name="output_padding">How much the result grows on one side of each axis.</param>
            /// <param name="dilation">How far apart the kernel's elements are.</param>
            /// <param name="padding_mode">Zeros: there is no other for a transposed convolution.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            /// <param name="bias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
            public static ConvTranspose3d ConvTranspose3d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Transposed(
                        in_channels, out_channels, Axes.Repeat(kernel_size, 3), Axes.Repeat(stride, 3), Axes.Repeat(padding, 3),
                        Axes.Repeat(output_padding, 3), Axes.Repeat(dilation, 3), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A transposed convolution over volumes, with a length for each axis.</summary>
            /// <inheritdoc cref="ConvTranspose3d(long, long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
            public static ConvTranspose3d ConvTranspose3d(
                long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
                (long, long, long)? output_padding = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    ConvolutionShape.Transposed(
                        in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), Axes.Of(output_padding),
                        Axes.Of(dilation), groups, padding_mode),
                    bias, device, dtype);
        }
    }
}
