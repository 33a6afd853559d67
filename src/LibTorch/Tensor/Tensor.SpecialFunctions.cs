namespace TorchSharp;

public static partial class torch
{
    /// <summary>The logarithm to base 2 of each element.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>The logarithm to base 10 of each element.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>Two to the power of each element.</summary>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <summary>The logarithm of the sum of the exponentials, element by element.</summary>
    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);

    /// <summary>The logarithm to base 2 of the sum of the powers of 2, element by element.</summary>
    public static Tensor logaddexp2(Tensor left, Tensor right) => left.logaddexp2(right);

    /// <summary>The logarithm of the odds of each element, which is first limited to [eps, 1 - eps] where eps is given.</summary>
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);

    /// <summary>Each element times the logarithm of the other; zero where the element is.</summary>
    public static Tensor xlogy(Tensor x, Tensor y) => x.xlogy(y);

    /// <summary>Each element times the logarithm of the other; zero where the element is.</summary>
    public static Tensor xlogy(Tensor x, Scalar y) => x.xlogy(y);

    /// <summary>The error function of each element.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>One less the error function of each element.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>The inverse of the error function of each element.</summary>
    public static Tensor erfinv(Tensor input) => input.erfinv();

    /// <summary>The logarithm of the absolute value of the gamma function of each element.</summary>
    public static Tensor lgamma(Tensor input) => input.lgamma();

    /// <summary>The derivative of the logarithm of the gamma function of each element.</summary>
    public static Tensor digamma(Tensor input) => input.digamma();

    /// <summary>The p-th derivative of the digamma function of each element.</summary>
    public static Tensor polygamma(Tensor input, long p) => input.polygamma(p);

    /// <summary>The logarithm of the multivariate gamma function of p dimensions of each element.</summary>
    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);

    /// <summary>The modified Bessel function of the first kind and order 0 of each element.</summary>
    public static Tensor i0(Tensor input) => input.i0();

    public partial class Tensor
    {
        /// <summary>The logarithm to base 2 of each element.</summary>
        public Tensor log2() => Op.Log2.Tensor(this);

        /// <summary>The logarithm to base 2 of each element, written to the tensor itself.</summary>
        public Tensor log2_() => Op.Log2_.InPlace(this);

        /// <summary>The logarithm to base 10 of each element.</summary>
        public Tensor log10() => Op.Log10.Tensor(this);

        /// <summary>The logarithm to base 10 of each element, written to the tensor itself.</summary>
        public Tensor log10_() => Op.Log10_.InPlace(this);

        /// <summary>Two to the power of each element.</summary>
        public Tensor exp2() => Op.Exp2.Tensor(this);

        /// <summary>Two to the power of each element, written to the tensor itself.</summary>
        public Tensor exp2_() => Op.Exp2_.InPlace(this);

        /// <summary>The logarithm of the sum of the exponentials, element by element.</summary>
        public Tensor logaddexp(Tensor other) => Op.Logaddexp.Tensor(this, other);

        /// <summary>The logarithm to base 2 of the sum of the powers of 2, element by element.</summary>
        public Tensor logaddexp2(Tensor other) => Op.Logaddexp2.Tensor(this, other);

        /// <summary>The logarithm of the odds of each element, which is first limited to [eps, 1 - eps] where eps is given.</summary>
        public Tensor logit(double? eps = null) => Op.Logit.Tensor(this, eps);

        /// <summary>
        /// The logarithm of the odds of each element, which is first limited to [eps, 1 - eps] where eps is given, written to the tensor
        /// itself.
        /// </summary>
        public Tensor logit_(double? eps = null) => Op.Logit_.InPlace(this, eps);

        /// <summary>Each element times the logarithm of the other; zero where the element is.</summary>
        public Tensor xlogy(Tensor y) => Op.Xlogy.Tensor(this, y);

        /// <summary>Each element times the logarithm of the other; zero where the element is, written to the tensor itself.</summary>
        public Tensor xlogy_(Tensor y) => Op.Xlogy_.InPlace(this, y);

        /// <summary>Each element times the logarithm of the other; zero where the element is.</summary>
        public Tensor xlogy(Scalar y) => Op.XlogyScalar.Tensor(this, y);

        /// <summary>Each element times the logarithm of the other; zero where the element is, written to the tensor itself.</summary>
        public Tensor xlogy_(Scalar y) => Op.XlogyScalar_.InPlace(this, y);

        /// <summary>The error function of each element.</summary>
        public Tensor erf() => Op.Erf.Tensor(this);

        /// <summary>The error function of each element, written to the tensor itself.</summary>
        public Tensor erf_() => Op.Erf_.InPlace(this);

        /// <summary>One less the error function of each element.</summary>
        public Tensor erfc() => Op.Erfc.Tensor(this);

        /// <summary>One less the error function of each element, written to the tensor itself.</summary>
        public Tensor erfc_() => Op.Erfc_.InPlace(this);

        /// <summary>The inverse of the error function of each element.</summary>
        public Tensor erfinv() => Op.Erfinv.Tensor(this);

        /// <summary>The inverse of the error function of each element, written to the tensor itself.</summary>
        public Tensor erfinv_() => Op.Erfinv_.InPlace(this);

        /// <summary>The logarithm of the absolute value of the gamma function of each element.</summary>
        public Tensor lgamma() => Op.Lgamma.Tensor(this);

        /// <summary>The logarithm of the absolute value of the gamma function of each element, written to the tensor itself.</summary>
        public Tensor lgamma_() => Op.Lgamma_.InPlace(this);

        /// <summary>The derivative of the logarithm of the gamma function of each element.</summary>
        public Tensor digamma() => Op.Digamma.Tensor(this);

        /// <summary>The derivative of the logarithm of the gamma function of each element, written to the tensor itself.</summary>
        public Tensor digamma_() => Op.Digamma_.InPlace(this);

        /// <summary>The p-th derivative of the digamma function of each element.</summary>
        public Tensor polygamma(long p) => Op.Polygamma.Tensor(p, this);

        /// <summary>The logarithm of the multivariate gamma function of p dimensions of each element.</summary>
        public Tensor mvlgamma(long p) => Op.Mvlgamma.Tensor(this, p);

        /// <summary>The modified Bessel function of the first kind and order 0 of each element.</summary>
        public Tensor i0() => Op.I0.Tensor(this);

        /// <summary>The exponentials along an axis, divided by their sum.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Op.Softmax.Tensor(this, dim, dtype);

        /// <summary>The logarithms of the exponentials along an axis, divided by their sum.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Op.LogSoftmax.Tensor(this, dim, dtype);
    }
}

file static class Op
{
    public static readonly Operator Log2 = new("log2(self)");
    public static readonly Operator Log2_ = new("log2_(self)");
    public static readonly Operator Log10 = new("log10(self)");
    public static readonly Operator Log10_ = new("log10_(self)");
    public static readonly Operator Exp2 = new("exp2(self)");
    public static readonly Operator Exp2_ = new("exp2_(self)");
    public static readonly Operator Logaddexp = new("logaddexp(self, other)");
    public static readonly Operator Logaddexp2 = new("logaddexp2(self, other)");
    public static readonly Operator Logit = new("logit(self, eps)");
    public static readonly Operator Logit_ = new("logit_(self, eps)");
    public static readonly Operator Xlogy = new("xlogy.Tensor(self, other)");
    public static readonly Operator Xlogy_ = new("xlogy_.Tensor(self, other)");
    public static readonly Operator XlogyScalar = new("xlogy.Scalar_Other(self, other)");
    public static readonly Operator XlogyScalar_ = new("xlogy_.Scalar_Other(self, other)");
    public static readonly Operator Erf = new("erf(self)");
    public static readonly Operator Erf_ = new("erf_(self)");
    public static readonly Operator Erfc = new("erfc(self)");
    public static readonly Operator Erfc_ = new("erfc_(self)");
    public static readonly Operator Erfinv = new("erfinv(self)");
    public static readonly Operator Erfinv_ = new("erfinv_(self)");
    public static readonly Operator Lgamma = new("lgamma(self)");
    public static readonly Operator Lgamma_ = new("lgamma_(self)");
    public static readonly Operator Digamma = new("digamma(self)");
    public static readonly Operator Digamma_ = new("digamma_(self)");
    public static readonly Operator Polygamma = new("polygamma(n, self)");
    public static readonly Operator Mvlgamma = new("mvlgamma(self, p)");
    public static readonly Operator I0 = new("i0(self)");
    public static readonly Operator Softmax = new("softmax.int(self, dim, dtype)");
    public static readonly Operator LogSoftmax = new("log_softmax.int(self, dim, dtype)");
}
