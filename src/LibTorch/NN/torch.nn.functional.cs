namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as functions.</summary>
        public static partial class functional
        {
            /// <summary>Each element, or zero where it is negative.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Write to the input?</param>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            /// <summary>Each element, or a fraction of it where it is negative.</summary>
            /// <param name="input">The input.</param>
            /// <param name="negative_slope">The fraction.</param>
            /// <param name="inplace">Write to the input?</param>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => inplace
                ? Op.LeakyRelu_.InPlace(input, negative_slope).alias()
                : Op.LeakyRelu.Tensor(input, negative_slope);

            /// <summary>The logistic function of each element.</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>The logistic function of each element.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Write to the input?</param>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            /// <summary>The hyperbolic tangent of each element.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Write to the input?</param>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            /// <summary>log(1 + exp(βx)) / β of each element, and x itself where βx is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Op.Softplus.Tensor(x, beta, threshold);

            /// <summary>The affine map x · Wᵀ + b of the last axis.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Op.Linear.Tensor(input, weights, bias);

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

            /// <summary>The groups, where the weights fall into so many; libtorch divides by zero for some that do not.</summary>
            private static long Checked(long groups, Tensor weight) =>
                groups == 1 || weight is null || (groups > 1 && weight.ndim > 0 && weight.size(0) % groups == 0 && weight.size(0) > 0)
                    ? groups
                    : throw new ArgumentOutOfRangeException(nameof(groups), groups, "The weights' first axis does not fall into so many groups.");

            /// <summary>The squared error.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Op.MseLoss.Tensor(input, target, (long)reduction);

            /// <summary>The absolute error.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Op.L1Loss.Tensor(input, target, (long)reduction);

            /// <summary>The cross-entropy of probabilities, −(t log p + (1 − t) log(1 − p)).</summary>
            /// <param name="input">The probabilities.</param>
            /// <param name="target">The targets, in [0, 1].</param>
            /// <param name="weight">What each element's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Op.BinaryCrossEntropy.Tensor(input, target, weight, (long)reduction);

            /// <summary>The cross-entropy of probabilities that are given as logits.</summary>
            /// <param name="input">The logits.</param>
            /// <param name="target">The targets, in [0, 1].</param>
            /// <param name="weight">What each element's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            /// <param name="pos_weights">What the loss of the positive targets is multiplied by.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Op.BinaryCrossEntropyWithLogits.Tensor(input, target, weight, pos_weights, (long)reduction);
        }
    }
}

file static class Op
{
    public static readonly Operator LeakyRelu = new("leaky_relu(self, negative_slope)");
    public static readonly Operator LeakyRelu_ = new("leaky_relu_(self, negative_slope)");
    public static readonly Operator Softplus = new("softplus(self, beta, threshold)");
    public static readonly Operator Linear = new("linear(input, weight, bias)");
    public static readonly Operator Conv2d = new("conv2d(input, weight, bias, stride, padding, dilation, groups)");
    public static readonly Operator ConvTranspose2d =
        new("conv_transpose2d.input(input, weight, bias, stride, padding, output_padding, groups, dilation)");
    public static readonly Operator MseLoss = new("mse_loss(self, target, reduction)");
    public static readonly Operator L1Loss = new("l1_loss(self, target, reduction)");
    public static readonly Operator BinaryCrossEntropy = new("binary_cross_entropy(self, target, weight, reduction)");
    public static readonly Operator BinaryCrossEntropyWithLogits =
        new("binary_cross_entropy_with_logits(self, target, weight, pos_weight, reduction)");
}
