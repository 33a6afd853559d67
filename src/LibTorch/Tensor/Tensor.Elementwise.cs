namespace TorchSharp;

public static partial class torch
{
    /// <summary>The exponential of each element.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>The exponential of each element, less one, exact near zero.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>The natural logarithm of each element.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>The natural logarithm of one plus each element, exact near zero.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>The square root of each element.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>One over the square root of each element.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>The square of each element.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>The absolute value of each element.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>Each element with the other sign.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>The logistic function of each element.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>The hyperbolic tangent of each element.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>The sign of each element: -1, 0 or 1.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>The largest integer not above each element.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>The smallest integer not below each element.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>The sine of each element.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>The cosine of each element.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>One over each element.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>Is each element no number?</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>Is each element infinite?</summary>
    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    /// <summary>Is each element a finite number?</summary>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    public partial class Tensor
    {
        /// <summary>The exponential of each element.</summary>
        public Tensor exp() => Op.Exp.Tensor(this);

        /// <summary>The exponential of each element, written to the tensor itself.</summary>
        public Tensor exp_() => Op.Exp_.InPlace(this);

        /// <summary>The exponential of each element, less one, exact near zero.</summary>
        public Tensor expm1() => Op.Expm1.Tensor(this);

        /// <summary>The exponential of each element, less one, exact near zero, written to the tensor itself.</summary>
        public Tensor expm1_() => Op.Expm1_.InPlace(this);

        /// <summary>The natural logarithm of each element.</summary>
        public Tensor log() => Op.Log.Tensor(this);

        /// <summary>The natural logarithm of each element, written to the tensor itself.</summary>
        public Tensor log_() => Op.Log_.InPlace(this);

        /// <summary>The natural logarithm of one plus each element, exact near zero.</summary>
        public Tensor log1p() => Op.Log1p.Tensor(this);

        /// <summary>The natural logarithm of one plus each element, exact near zero, written to the tensor itself.</summary>
        public Tensor log1p_() => Op.Log1p_.InPlace(this);

        /// <summary>The square root of each element.</summary>
        public Tensor sqrt() => Op.Sqrt.Tensor(this);

        /// <summary>The square root of each element, written to the tensor itself.</summary>
        public Tensor sqrt_() => Op.Sqrt_.InPlace(this);

        /// <summary>One over the square root of each element.</summary>
        public Tensor rsqrt() => Op.Rsqrt.Tensor(this);

        /// <summary>One over the square root of each element, written to the tensor itself.</summary>
        public Tensor rsqrt_() => Op.Rsqrt_.InPlace(this);

        /// <summary>The square of each element.</summary>
        public Tensor square() => Op.Square.Tensor(this);

        /// <summary>The absolute value of each element.</summary>
        public Tensor abs() => Op.Abs.Tensor(this);

        /// <summary>The absolute value of each element, written to the tensor itself.</summary>
        public Tensor abs_() => Op.Abs_.InPlace(this);

        /// <summary>Each element with the other sign.</summary>
        public Tensor neg() => Op.Neg.Tensor(this);

        /// <summary>Each element with the other sign, written to the tensor itself.</summary>
        public Tensor neg_() => Op.Neg_.InPlace(this);

        /// <summary>The logistic function of each element.</summary>
        public Tensor sigmoid() => Op.Sigmoid.Tensor(this);

        /// <summary>The logistic function of each element, written to the tensor itself.</summary>
        public Tensor sigmoid_() => Op.Sigmoid_.InPlace(this);

        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Op.Tanh.Tensor(this);

        /// <summary>The hyperbolic tangent of each element, written to the tensor itself.</summary>
        public Tensor tanh_() => Op.Tanh_.InPlace(this);

        /// <summary>Each element, or zero where it is negative.</summary>
        public Tensor relu() => Op.Relu.Tensor(this);

        /// <summary>Each element, or zero where it is negative, written to the tensor itself.</summary>
        public Tensor relu_() => Op.Relu_.InPlace(this);

        /// <summary>The sign of each element: -1, 0 or 1.</summary>
        public Tensor sign() => Op.Sign.Tensor(this);

        /// <summary>The sign of each element: -1, 0 or 1, written to the tensor itself.</summary>
        public Tensor sign_() => Op.Sign_.InPlace(this);

        /// <summary>The largest integer not above each element.</summary>
        public Tensor floor() => Op.Floor.Tensor(this);

        /// <summary>The largest integer not above each element, written to the tensor itself.</summary>
        public Tensor floor_() => Op.Floor_.InPlace(this);

        /// <summary>The smallest integer not below each element.</summary>
        public Tensor ceil() => Op.Ceil.Tensor(this);

        /// <summary>The smallest integer not below each element, written to the tensor itself.</summary>
        public Tensor ceil_() => Op.Ceil_.InPlace(this);

        /// <summary>The sine of each element.</summary>
        public Tensor sin() => Op.Sin.Tensor(this);

        /// <summary>The cosine of each element.</summary>
        public Tensor cos() => Op.Cos.Tensor(this);

        /// <summary>One over each element.</summary>
        public Tensor reciprocal() => Op.Reciprocal.Tensor(this);

        /// <summary>Is each element no number?</summary>
        public Tensor isnan() => Op.Isnan.Tensor(this);

        /// <summary>Is each element infinite?</summary>
        public Tensor isinf() => Op.Isinf.Tensor(this);

        /// <summary>Is each element a finite number?</summary>
        public Tensor isfinite() => Op.Isfinite.Tensor(this);

        /// <summary>The sine of each element, written to the tensor itself.</summary>
        public Tensor sin_() => Op.Sin_.InPlace(this);

        /// <summary>The cosine of each element, written to the tensor itself.</summary>
        public Tensor cos_() => Op.Cos_.InPlace(this);

        /// <summary>One over each element, written to the tensor itself.</summary>
        public Tensor reciprocal_() => Op.Reciprocal_.InPlace(this);
    }
}

file static class Op
{
    public static readonly Operator Exp = new("exp(self)");
    public static readonly Operator Exp_ = new("exp_(self)");
    public static readonly Operator Expm1 = new("expm1(self)");
    public static readonly Operator Expm1_ = new("expm1_(self)");
    public static readonly Operator Log = new("log(self)");
    public static readonly Operator Log_ = new("log_(self)");
    public static readonly Operator Log1p = new("log1p(self)");
    public static readonly Operator Log1p_ = new("log1p_(self)");
    public static readonly Operator Sqrt = new("sqrt(self)");
    public static readonly Operator Sqrt_ = new("sqrt_(self)");
    public static readonly Operator Rsqrt = new("rsqrt(self)");
    public static readonly Operator Rsqrt_ = new("rsqrt_(self)");
    public static readonly Operator Square = new("square(self)");
    public static readonly Operator Abs = new("abs(self)");
    public static readonly Operator Abs_ = new("abs_(self)");
    public static readonly Operator Neg = new("neg(self)");
    public static readonly Operator Neg_ = new("neg_(self)");
    public static readonly Operator Sigmoid = new("sigmoid(self)");
    public static readonly Operator Sigmoid_ = new("sigmoid_(self)");
    public static readonly Operator Tanh = new("tanh(self)");
    public static readonly Operator Tanh_ = new("tanh_(self)");
    public static readonly Operator Relu = new("relu(self)");
    public static readonly Operator Relu_ = new("relu_(self)");
    public static readonly Operator Sign = new("sign(self)");
    public static readonly Operator Sign_ = new("sign_(self)");
    public static readonly Operator Floor = new("floor(self)");
    public static readonly Operator Floor_ = new("floor_(self)");
    public static readonly Operator Ceil = new("ceil(self)");
    public static readonly Operator Ceil_ = new("ceil_(self)");
    public static readonly Operator Sin = new("sin(self)");
    public static readonly Operator Cos = new("cos(self)");
    public static readonly Operator Reciprocal = new("reciprocal(self)");
    public static readonly Operator Isnan = new("isnan(self)");
    public static readonly Operator Isinf = new("isinf(self)");
    public static readonly Operator Isfinite = new("isfinite(self)");
    public static readonly Operator Sin_ = new("sin_(self)");
    public static readonly Operator Cos_ = new("cos_(self)");
    public static readonly Operator Reciprocal_ = new("reciprocal_(self)");
}
