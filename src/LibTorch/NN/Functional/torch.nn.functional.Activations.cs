using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as functions. Where one can work in place, the result is another object for the input.</summary>
        public static partial class functional
        {
            /// <summary>Each element, or zero where it is negative.</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => Op.Relu.Tensor(inplace, x);

            /// <summary>Each element, held within [0, 6].</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => Op.Relu6.Tensor(inplace, x);

            /// <summary>Each element, or a fraction of it where it is negative.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                Op.LeakyRelu.Tensor(inplace, input, negative_slope);

            /// <summary>Each element, or a learned fraction of it where it is negative.</summary>
            /// <param name="input">The input, with channels in the second axis.</param>
            /// <param name="weight">The fractions: one, or one a channel.</param>
            public static Tensor prelu(Tensor input, Tensor weight) => Op.Prelu.Tensor(input, weight);

            /// <summary>Each element, or a fraction of it where it is negative: the mean of the bounds.</summary>
            public static Tensor rrelu(Tensor x, double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) =>
                rrelu(x, lower, upper, training: false, inplace);

            /// <summary>Each element, or α (exp(x) − 1) where it is negative.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => Op.Elu.Tensor(inplace, x, alpha);

            /// <summary>Each element, or α (exp(x / α) − 1) where it is negative.</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) => Op.Celu.Tensor(inplace, x, alpha);

            /// <summary>The scaled exponential linear unit (Klambauer et al. 2017, arXiv:1706.02515, equation 2).</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => Op.Selu.Tensor(inplace, x);

            /// <summary>x Φ(x), with the distribution function Φ of the standard normal.</summary>
            public static Tensor gelu(Tensor x) => gelu(x, inplace: false);

            /// <summary>x Φ(x), with the distribution function Φ of the standard normal.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x Φ(x), exactly or by the hyperbolic tangent (Hendrycks and Gimpel 2016, arXiv:1606.08415, section 2).</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                Op.Gelu.Tensor(inplace, x, approximate.ToString());

            /// <summary>x σ(x), with the logistic function σ.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => Op.Silu.Tensor(inplace, x);

            /// <summary>x tanh(log(1 + exp(x))).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) => Op.Mish.Tensor(inplace, x);

            /// <summary>The logistic function of each element.</summary>
            public static Tensor sigmoid(Tensor x) => sigmoid(x, inplace: false);

            /// <summary>The logistic function of each element.</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => Op.Sigmoid.Tensor(inplace, x);

            /// <summary>The logarithm of the logistic function of each element.</summary>
            public static Tensor logsigmoid(Tensor x) => Op.LogSigmoid.Tensor(x);

            /// <summary>x / 6 + 1 / 2, held within [0, 1].</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => Op.Hardsigmoid.Tensor(inplace, input);

            /// <summary>x times its hard sigmoid.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => Op.Hardswish.Tensor(inplace, input);

            /// <summary>Each element, held within two bounds.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                Op.Hardtanh.Tensor(inplace, x, min_val, max_val);

            /// <summary>The hyperbolic tangent of each element.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => Op.Tanh.Tensor(inplace, x);

            /// <summary>x − tanh(x).</summary>
            public static Tensor tanhshrink(Tensor x, bool inplace = false)
            {
                using var subtracted = x.tanh();
                return Op.Sub.Tensor(inplace, x, subtracted);
            }

            /// <summary>log(1 + exp(βx)) / β of each element, and x itself where βx is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Op.Softplus.Tensor(x, beta, threshold);

            /// <summary>Each element, nearer to zero by λ; zero where it is within ±λ.</summary>
            public static Tensor softshrink(Tensor x, double lambda = 0.5) => Op.Softshrink.Tensor(x, lambda);

            /// <summary>Each element, or zero where it is within ±λ.</summary>
            public static Tensor hardshrink(Tensor x, double lambda = 0.5) => Op.Hardshrink.Tensor(x, lambda);

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor softsign(Tensor x, bool inplace = false)
            {
                using var size = x.abs();
                using var divisor = size + 1;
                return Op.Div.Tensor(inplace, x, divisor);
            }

            /// <summary>The exponentials over an axis, divided by their sum.</summary>
            /// <param name="input">The input.</param>
            /// <param name="dim">The axis.</param>
            /// <param name="dtype">The type to which the input is converted first.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Op.Softmax.Tensor(input, dim, dtype);

            /// <summary>The softmax over the channels of images, <c>[batch, channels, height, width]</c>, with or without the batch.</summary>
            /// <exception cref="ArgumentException">There are not three or four axes.</exception>
            public static Tensor softmax2d(Tensor x) => x.dim() is 3 or 4
                ? softmax(x, -3)
                : throw new ArgumentException($"Softmax2d: expected input to be 3D or 4D, got {x.dim()}D instead", nameof(x));

            /// <summary>The softmax of the negated input.</summary>
            public static Tensor softmin(Tensor x, long dim)
            {
                using var negated = -x;
                return softmax(negated, dim);
            }

            /// <summary>The logarithm of the softmax over an axis.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => Op.LogSoftmax.Tensor(x, dim);

            /// <summary>Each element, or a value where it is not above the threshold.</summary>
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                Op.Threshold.Tensor(inplace, x, threshold, value);

            /// <summary>The first half of an axis times the logistic function of its second half.</summary>
            public static Tensor glu(Tensor input, long dim = -1) => Op.Glu.Tensor(input, dim);

            /// <summary>In training, the fraction is drawn uniformly within the bounds for each element.</summary>
            internal static Tensor rrelu(Tensor x, double lower, double upper, bool training, bool inplace) =>
                Op.Rrelu.Tensor(inplace, x, lower, upper, training);
        }
    }
}

file static class Op
{
    public static readonly TwinOperator Relu = new("relu", "self");
    public static readonly TwinOperator Relu6 = new("relu6", "self");
    public static readonly TwinOperator LeakyRelu = new("leaky_relu", "self, negative_slope");
    public static readonly Operator Prelu = new("prelu(self, weight)");
    public static readonly TwinOperator Rrelu = new("rrelu", "self, lower, upper, training");
    public static readonly TwinOperator Elu = new("elu", "self, alpha");
    public static readonly TwinOperator Celu = new("celu", "self, alpha");
    public static readonly TwinOperator Selu = new("selu", "self");
    public static readonly TwinOperator Gelu = new("gelu", "self, approximate");
    public static readonly TwinOperator Silu = new("silu", "self");
    public static readonly TwinOperator Mish = new("mish", "self");
    public static readonly TwinOperator Sigmoid = new("sigmoid", "self");
    public static readonly Operator LogSigmoid = new("log_sigmoid(self)");
    public static readonly TwinOperator Hardsigmoid = new("hardsigmoid", "self");
    public static readonly TwinOperator Hardswish = new("hardswish", "self");
    public static readonly TwinOperator Hardtanh = new("hardtanh", "self, min_val, max_val");
    public static readonly TwinOperator Tanh = new("tanh", "self");
    public static readonly TwinOperator Sub = new("sub", "self, other", "Tensor");
    public static readonly TwinOperator Div = new("div", "self, other", "Tensor");
    public static readonly Operator Softplus = new("softplus(self, beta, threshold)");
    public static readonly Operator Softshrink = new("softshrink(self, lambd)");
    public static readonly Operator Hardshrink = new("hardshrink(self, lambd)");
    public static readonly Operator Softmax = new("softmax.int(self, dim, dtype)");
    public static readonly Operator LogSoftmax = new("log_softmax.int(self, dim)");
    public static readonly TwinOperator Threshold = new("threshold", "self, threshold, value");
    public static readonly Operator Glu = new("glu(self, dim)");
}
