using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>What transposed convolutions share.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        private protected ConvolutionTranspose(string name, ConvolutionShape shape, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(name, shape, transposed: true, bias, device, dtype)
        {
        }

        /// <summary>The transposed convolution.</summary>
        public override torch.Tensor forward(torch.Tensor input) => forward(input, null);

        /// <summary>The transposed convolution to a given size.</summary>
        /// <param name="input">The input.</param>
        /// <param name="output_size">The lengths of the result's last axes; what the padding gives where null.</param>
        public abstract torch.Tensor forward(torch.Tensor input, long[]? output_size);
    }

    /// <summary>A transposed convolution over images, <c>[batch, channels, height, width]</c>.</summary>
    public sealed class ConvTranspose2d : ConvolutionTranspose
    {
        internal ConvTranspose2d(ConvolutionShape shape, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose2d), shape, bias, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, long[]? output_size)
        {
            var growth = output_size is null ? output_padding : GrowthTo(output_size, input.shape);
            return torch.nn.functional.conv_transpose2d(input, weight, bias, stride, padding, growth, dilation, groups);
        }

        /// <summary>The output padding that gives a size.</summary>
        private long[] GrowthTo(long[] size, long[] input)
        {
            var growth = new long[2];
            for (var axis = 0; axis < 2; axis++)
            {
                var smallest = (input[^(2 - axis)] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel_size[axis] - 1) + 1;
                growth[axis] = size[^(2 - axis)] - smallest;
                if (growth[axis] < 0 || growth[axis] >= Math.Max(stride[axis], dilation[axis]))
                    throw new ArgumentException($"The size [{string.Join(", ", size)}] cannot come of [{string.Join(", ", input)}].", nameof(size));
            }
            return growth;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A transposed convolution over images, initialised as PyTorch does: uniform in ±1/√(outputs · kernel area).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along both axes.</param>
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
                ConvTranspose2d(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (output_padding, output_padding),
                    (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <summary>A transposed convolution over images, with a length for each axis.</summary>
            /// <inheritdoc cref="ConvTranspose2d(long, long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                padding_mode is not PaddingModes.Zeros
                    ? throw new ArgumentException("A transposed convolution is padded with zeros only.", nameof(padding_mode))
                    : new(
                        new(in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)),
                            Pair(output_padding ?? (0, 0)), Pair(dilation ?? (1, 1)), groups, padding_mode),
                        bias, device, dtype);
        }
    }
}
