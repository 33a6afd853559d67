using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Each element, or zero where it is negative.</summary>
    public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU(bool inplace)
            : base(nameof(ReLU)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor, inplace);
    }

    /// <summary>Each element, held within [0, 6].</summary>
    public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU6(bool inplace)
            : base(nameof(ReLU6)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.relu6(tensor, inplace);
    }

    /// <summary>Each element, or a fraction of it where it is negative.</summary>
    public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal LeakyReLU(double negative_slope, bool inplace)
            : base(nameof(LeakyReLU)) => (this.negative_slope, this.inplace) = (negative_slope, inplace);

        /// <summary>The fraction.</summary>
        public double negative_slope { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.leaky_relu(tensor, negative_slope, inplace);
    }

    /// <summary>Each element, or a fraction of it where it is negative: drawn in training, the mean of the bounds otherwise.</summary>
    public sealed class RReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal RReLU(double lower, double upper, bool inplace)
            : base(nameof(RReLU)) => (this.lower, this.upper, this.inplace) = (lower, upper, inplace);

        /// <summary>The least fraction.</summary>
        public double lower { get; set; }

        /// <summary>The largest fraction.</summary>
        public double upper { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.rrelu(tensor, lower, upper, training, inplace);
    }

    /// <summary>Each element, or α (exp(x) − 1) where it is negative.</summary>
    public sealed class ELU : ParameterLessModule<Tensor, Tensor>
    {
        internal ELU(double alpha, bool inplace)
            : base(nameof(ELU)) => (this.alpha, this.inplace) = (alpha, inplace);

        /// <summary>The factor α.</summary>
        public double alpha { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
    }

    /// <summary>Each element, or α (exp(x / α) − 1) where it is negative.</summary>
    public sealed class CELU : ParameterLessModule<Tensor, Tensor>
    {
        internal CELU(double alpha, bool inplace)
            : base(nameof(CELU)) => (this.alpha, this.inplace) = (alpha, inplace);

        /// <summary>The factor α.</summary>
        public double alpha { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.celu(tensor, alpha, inplace);
    }

    /// <summary>The scaled exponential linear unit.</summary>
    public sealed class SELU : ParameterLessModule<Tensor, Tensor>
    {
        internal SELU(bool inplace)
            : base(nameof(SELU)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.selu(tensor, inplace);
    }

    /// <summary>x Φ(x), with the distribution function Φ of the standard normal.</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(Approximate approximate, bool inplace)
            : base(nameof(GELU)) => (this.approximate, this.inplace) = (approximate, inplace);

        /// <summary>How Φ is found.</summary>
        public Approximate approximate { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <summary>How the distribution function is found.</summary>
        public enum Approximate
        {
            /// <summary>Exactly.</summary>
            none,

            /// <summary>By the hyperbolic tangent.</summary>
            tanh,
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
    }

    /// <summary>x σ(x), with the logistic function σ.</summary>
    public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
    {
        internal SiLU(bool inplace)
            : base(nameof(SiLU)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor, inplace);
    }

    /// <summary>x tanh(log(1 + exp(x))).</summary>
    public sealed class Mish : ParameterLessModule<Tensor, Tensor>
    {
        internal Mish(bool inplace)
            : base(nameof(Mish)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.mish(tensor, inplace);
    }

    /// <summary>The logistic function of each element.</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace)
            : base(nameof(Sigmoid)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor, inplace);
    }

    /// <summary>The logarithm of the logistic function of each element.</summary>
    public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSigmoid()
            : base(nameof(LogSigmoid))
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.logsigmoid(tensor);
    }

    /// <summary>x / 6 + 1 / 2, held within [0, 1].</summary>
    public sealed class Hardsigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Hardsigmoid(bool inplace)
            : base(nameof(Hardsigmoid)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.hardsigmoid(tensor, inplace);
    }

    /// <summary>x times its hard sigmoid.</summary>
    public sealed class Hardswish : ParameterLessModule<Tensor, Tensor>
    {
        internal Hardswish(bool inplace)
            : base(nameof(Hardswish)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.hardswish(tensor, inplace);
    }

    /// <summary>Each element, held within two bounds.</summary>
    public sealed class Hardtanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Hardtanh(double min_val, double max_val, bool inplace)
            : base(nameof(Hardtanh)) => (this.min_val, this.max_val, this.inplace) = (min_val, max_val, inplace);

        /// <summary>The lower bound.</summary>
        public double min_val { get; set; }

        /// <summary>The upper bound.</summary>
        public double max_val { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.hardtanh(tensor, min_val, max_val, inplace);
    }

    /// <summary>The hyperbolic tangent of each element.</summary>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh(bool inplace)
            : base(nameof(Tanh)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor, inplace);
    }

    /// <summary>x − tanh(x).</summary>
    public sealed class Tanhshrink : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanhshrink(bool inplace)
            : base(nameof(Tanhshrink)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.tanhshrink(tensor, inplace);
    }

    /// <summary>log(1 + exp(βx)) / β of each element, and x itself where βx is above the threshold.</summary>
    public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold)
            : base(nameof(Softplus)) => (this.beta, this.threshold) = (beta, threshold);

        /// <summary>The factor β.</summary>
        public double beta { get; set; }

        /// <summary>The threshold.</summary>
        public double threshold { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
    }

    /// <summary>Each element, nearer to zero by λ; zero where it is within ±λ.</summary>
    public sealed class Softshrink : ParameterLessModule<Tensor, Tensor>
    {
        internal Softshrink(double lambda)
            : base(nameof(Softshrink)) => this.lambda = lambda;

        /// <summary>The distance λ.</summary>
        public double lambda { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.softshrink(tensor, lambda);
    }

    /// <summary>Each element, or zero where it is within ±λ.</summary>
    public sealed class Hardshrink : ParameterLessModule<Tensor, Tensor>
    {
        internal Hardshrink(double lambda)
            : base(nameof(Hardshrink)) => this.lambda = lambda;

        /// <summary>The distance λ.</summary>
        public double lambda { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.hardshrink(tensor, lambda);
    }

    /// <summary>x / (1 + |x|).</summary>
    public sealed class Softsign : ParameterLessModule<Tensor, Tensor>
    {
        internal Softsign(bool inplace)
            : base(nameof(Softsign)) => this.inplace = inplace;

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.softsign(tensor, inplace);
    }

    /// <summary>Each element, or a value where it is not above the threshold.</summary>
    public sealed class Threshold : ParameterLessModule<Tensor, Tensor>
    {
        internal Threshold(double threshold, double value, bool inplace)
            : base(nameof(Threshold)) => (this.threshold, this.value, this.inplace) = (threshold, value, inplace);

        /// <summary>The threshold.</summary>
        public double threshold { get; set; }

        /// <summary>The value.</summary>
        public double value { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.threshold(tensor, threshold, value, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Each element, or zero where it is negative.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            /// <summary>Each element, held within [0, 6].</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

            /// <summary>Each element, or a fraction of it where it is negative.</summary>
            /// <param name="negative_slope">The fraction.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

            /// <summary>Each element, or a fraction of it where it is negative: drawn in training, the mean of the bounds otherwise.</summary>
            /// <param name="lower">The least fraction.</param>
            /// <param name="upper">The largest fraction.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static RReLU RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) => new(lower, upper, inplace);

            /// <summary>Each element, or α (exp(x) − 1) where it is negative.</summary>
            /// <param name="alpha">The factor α.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

            /// <summary>Each element, or α (exp(x / α) − 1) where it is negative.</summary>
            /// <param name="alpha">The factor α.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static CELU CELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

            /// <summary>The scaled exponential linear unit.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static SELU SELU(bool inplace = false) => new(inplace);

            /// <summary>x Φ(x), with the distribution function Φ of the standard normal.</summary>
            public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

            /// <summary>x Φ(x), with the distribution function Φ of the standard normal.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <summary>x Φ(x), with the distribution function Φ of the standard normal.</summary>
            /// <param name="approximate">How Φ is found.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

            /// <summary>x σ(x), with the logistic function σ.</summary>
            public static SiLU SiLU() => new(false);

            /// <summary>x σ(x), with the logistic function σ.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static SiLU SiLU(bool inplace) => new(inplace);

            /// <summary>x tanh(log(1 + exp(x))).</summary>
            public static Mish Mish() => new(false);

            /// <summary>x tanh(log(1 + exp(x))).</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Mish Mish(bool inplace) => new(inplace);

            /// <summary>The logistic function of each element.</summary>
            public static Sigmoid Sigmoid() => new(false);

            /// <summary>The logistic function of each element.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Sigmoid Sigmoid(bool inplace) => new(inplace);

            /// <summary>The logarithm of the logistic function of each element.</summary>
            public static LogSigmoid LogSigmoid() => new();

            /// <summary>x / 6 + 1 / 2, held within [0, 1].</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

            /// <summary>x times its hard sigmoid.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Hardswish Hardswish(bool inplace = false) => new(inplace);

            /// <summary>Each element, held within two bounds.</summary>
            /// <param name="min_val">The lower bound.</param>
            /// <param name="max_val">The upper bound.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) => new(min_val, max_val, inplace);

            /// <summary>The hyperbolic tangent of each element.</summary>
            public static Tanh Tanh() => new(false);

            /// <summary>The hyperbolic tangent of each element.</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Tanh Tanh(bool inplace = false) => new(inplace);

            /// <summary>x − tanh(x).</summary>
            public static Tanhshrink Tanhshrink() => new(false);

            /// <summary>x − tanh(x).</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Tanhshrink Tanhshrink(bool inplace = false) => new(inplace);

            /// <summary>log(1 + exp(βx)) / β of each element, and x itself where βx is above the threshold.</summary>
            /// <param name="beta">The factor β.</param>
            /// <param name="threshold">The threshold.</param>
            public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

            /// <summary>Each element, nearer to zero by λ; zero where it is within ±λ.</summary>
            /// <param name="lambda">The distance λ.</param>
            public static Softshrink Softshrink(double lambda = 0.5) => new(lambda);

            /// <summary>Each element, or zero where it is within ±λ.</summary>
            /// <param name="lambda">The distance λ.</param>
            public static Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);

            /// <summary>x / (1 + |x|).</summary>
            public static Softsign Softsign() => new(false);

            /// <summary>x / (1 + |x|).</summary>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Softsign Softsign(bool inplace) => new(inplace);

            /// <summary>Each element, or a value where it is not above the threshold.</summary>
            /// <param name="threshold">The threshold.</param>
            /// <param name="value">The value.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Threshold Threshold(double threshold, double value, bool inplace = false) => new(threshold, value, inplace);
        }
    }
}
