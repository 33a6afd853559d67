using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A convolution over images, <c>[batch, channels, height, width]</c>.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(ConvolutionShape shape, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Conv2d), shape, transposed: false, bias, device, dtype)
        {
        }

        /// <summary>The convolution.</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            if (Shape.Named is { } named)
                return Op.Named.Tensor(input, weight, bias, stride, named == Padding.Same ? "same" : "valid", dilation, groups);
            if (padding_mode is PaddingModes.Zeros)
                return Op.Conv2d.Tensor(input, weight, bias, stride, padding, dilation, groups);
            using var padded = Op.Pad.Tensor(input, Shape.BothSides, padding_mode switch
            {
                PaddingModes.Reflect => "reflect",
                PaddingModes.Replicate => "replicate",
                PaddingModes.Circular => "circular",
                _ => "constant",
            });
            return Op.Unpadded.Tensor(padded, weight, bias, stride, dilation, groups);
        }
    }

    file static class Op
    {
        public static readonly Operator Conv2d = new("conv2d(input, weight, bias, stride, padding, dilation, groups)");
        public static readonly Operator Unpadded = new("conv2d(input, weight, bias, stride, dilation, groups)");
        public static readonly Operator Named = new("conv2d.padding(input, weight, bias, stride, padding, dilation, groups)");
        public static readonly Operator Pad = new("pad(self, pad, mode)");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A convolution over images, initialised as PyTorch does: uniform in ±1/√(inputs · kernel area).</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the result.</param>
            /// <param name="kernel_size">The kernel's length along both axes.</param>
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
                Conv2d(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution over images, with a length for each axis.</summary>
            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    new(in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), Pair(padding ?? (0, 0)), [0, 0],
                        Pair(dilation ?? (1, 1)), groups, padding_mode),
                    bias, device, dtype);

            /// <summary>A convolution over images, with padding by what it does.</summary>
            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                Conv2d(
                    in_channels, out_channels, (kernel_size, kernel_size), padding, (stride, stride), (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution over images, with a length for each axis and padding by what it does.</summary>
            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device?, ScalarType?)" path="/param"/>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                padding_mode is not PaddingModes.Zeros
                    ? throw new NotSupportedException("Padding by name goes with zeros only: give the padding in numbers.")
                    : new(
                        new(in_channels, out_channels, Pair(kernel_size), Pair(stride ?? (1, 1)), [0, 0], [0, 0], Pair(dilation ?? (1, 1)), groups,
                            padding_mode, padding),
                        bias, device, dtype);

            private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }
}
