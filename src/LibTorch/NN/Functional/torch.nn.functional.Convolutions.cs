namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The affine map x · Wᵀ + b of the last axis.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Op.Linear.Tensor(input, weights, bias);

            /// <summary>The bilinear map x₁ᵀ · A · x₂ + b of the last axes.</summary>
            /// <param name="input1">The first input, <c>[…, inputs 1]</c>.</param>
            /// <param name="input2">The second input, <c>[…, inputs 2]</c>.</param>
            /// <param name="weight">The weights, <c>[outputs, inputs 1, inputs 2]</c>.</param>
            /// <param name="bias">What is added, <c>[outputs]</c>.</param>
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) =>
                Op.Bilinear.Tensor(input1, input2, weight, bias);

            /// <summary>A convolution over lines.</summary>
            /// <param name="input">The lines, <c>[batch, inputs, length]</c>.</param>
            /// <param name="weight">The weights, <c>[outputs, inputs / groups, length]</c>.</param>
            /// <param name="bias">What is added, <c>[outputs]</c>.</param>
            /// <param name="stride">How far the kernel moves; 1 where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides; 0 where null.</param>
            /// <param name="dilation">How far apart the kernel's elements are; 1 where null.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Op.Conv1d.Tensor(input, weight, bias, stride, padding, dilation, Checked(groups, weight));

            /// <summary>A convolution over lines, with padding by what it does.</summary>
            /// <inheritdoc cref="conv1d" path="/param"/>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null,
                long groups = 1) =>
                Op.Conv1dNamed.Tensor(input, weight, bias, stride, NameOf(padding), dilation, Checked(groups, weight));

            /// <summary>A convolution over images.</summary>
            /// <param name="input">The images, <c>[batch, inputs, height, width]</c>.</param>
            /// <param name="weight">The weights, <c>[outputs, inputs / groups, height, width]</c>.</param>
            /// <param name="bias">What is added, <c>[outputs]</c>.</param>
            /// <param name="strides">How far the kernel moves along each axis; 1 where null.</param>
            /// <param name="padding">How much is padded with zeros on both sides of each axis; 0 where null.</param>
            /// <param name="dilation">How far apart the kernel's elements are along each axis; 1 where null.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Op.Conv2d.Tensor(input, weight, bias, strides, padding, dilation, Checked(groups, weight));

            /// <summary>A convolution over images, with padding by what it does.</summary>
            /// <inheritdoc cref="conv2d" path="/param"/>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                long groups = 1) =>
                Op.Conv2dNamed.Tensor(input, weight, bias, strides, NameOf(padding), dilation, Checked(groups, weight));

            /// <summary>A convolution over volumes, <c>[batch, inputs, depth, height, width]</c>.</summary>
            /// <inheritdoc cref="conv2d" path="/param"/>
            public static Tensor conv3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Op.Conv3d.Tensor(input, weight, bias, strides, padding, dilation, Checked(groups, weight));

            /// <summary>A convolution over volumes, with padding by what it does.</summary>
            /// <inheritdoc cref="conv2d" path="/param"/>
            public static Tensor conv3d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                long groups = 1) =>
                Op.Conv3dNamed.Tensor(input, weight, bias, strides, NameOf(padding), dilation, Checked(groups, weight));

            /// <summary>A transposed convolution over lines.</summary>
            /// <param name="input">The lines, <c>[batch, inputs, length]</c>.</param>
            /// <param name="weight">The weights, <c>[inputs, outputs / groups, length]</c>.</param>
            /// <param name="bias">What is added, <c>[outputs]</c>.</param>
            /// <param name="stride">How far apart the input's elements are in the result; 1 where null.</param>
            /// <param name="padding">How much is cut from both sides; 0 where null.</param>
            /// <param name="output_padding">How much the result grows on one side; 0 where null.</param>
            /// <param name="dilation">How far apart the kernel's elements are; 1 where null.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null,
                long? dilation = null, long groups = 1) =>
                Op.ConvTranspose1d.Tensor(input, weight, bias, stride, padding, output_padding, Checked(groups, weight), dilation);

            /// <summary>A transposed convolution over images.</summary>
            /// <param name="input">The images, <c>[batch, inputs, height, width]</c>.</param>
            /// <param name="weight">The weights, <c>[inputs, outputs / groups, height, width]</c>.</param>
            /// <param name="bias">What is added, <c>[outputs]</c>.</param>
            /// <param name="strides">How far apart the input's elements are in the result; 1 where null.</param>
            /// <param name="padding">How much is cut from both sides of each axis; 0 where null.</param>
            /// <param name="output_padding">How much the result grows on one side of each axis; 0 where null.</param>
            /// <param name="dilation">How far apart the kernel's elements are along each axis; 1 where null.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Op.ConvTranspose2d.Tensor(input, weight, bias, strides, padding, output_padding, Checked(groups, weight), dilation);

            /// <summary>A transposed convolution over volumes, <c>[batch, inputs, depth, height, width]</c>.</summary>
            /// <inheritdoc cref="conv_transpose2d" path="/param"/>
            public static Tensor conv_transpose3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Op.ConvTranspose3d.Tensor(input, weight, bias, strides, padding, output_padding, Checked(groups, weight), dilation);

            /// <summary>The groups, where the weights fall into so many; libtorch divides by zero for some that do not.</summary>
            private static long Checked(long groups, Tensor weight) =>
                groups == 1 || weight is null || (groups > 1 && weight.ndim > 0 && weight.size(0) % groups == 0 && weight.size(0) > 0)
                    ? groups
                    : throw new ArgumentOutOfRangeException(nameof(groups), groups, "The weights' first axis does not fall into so many groups.");

            private static string NameOf(Padding padding) => padding == Padding.Same ? "same" : "valid";
        }
    }
}

file static class Op
{
    public static readonly Operator Linear = new("linear(input, weight, bias)");
    public static readonly Operator Bilinear = new("bilinear(input1, input2, weight, bias)");
    public static readonly Operator Conv1d = new("conv1d(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator Conv2d = new("conv2d(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator Conv3d = new("conv3d(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator Conv1dNamed = new("conv1d.padding(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator Conv2dNamed = new("conv2d.padding(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator Conv3dNamed = new("conv3d.padding(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator ConvTranspose1d =
        new("conv_transpose1d(input, weight, bias, stride, padding, output_padding, groups, dilation)");
    public static readonly Operator ConvTranspose2d =
        new("conv_transpose2d.input(input, weight, bias, stride, padding, output_padding, groups, dilation)");
    public static readonly Operator ConvTranspose3d =
        new("conv_transpose3d.input(input, weight, bias, stride, padding, output_padding, groups, dilation)");
}
