namespace TorchSharp;

public static partial class torch
{
    /// <summary>The angle, in radians, whose sine is each element.</summary>
    public static Tensor asin(Tensor input) => input.asin();

    /// <summary>The angle, in radians, whose cosine is each element.</summary>
    public static Tensor acos(Tensor input) => input.acos();

    /// <summary>The angle, in radians, whose tangent is each element.</summary>
    public static Tensor atan(Tensor input) => input.atan();

    /// <summary>The angle, in radians, of the point whose ordinate is each element and whose abscissa is the other's.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    /// <summary>The tangent of each element.</summary>
    public static Tensor tan(Tensor input) => input.tan();

    /// <summary>The hyperbolic sine of each element.</summary>
    public static Tensor sinh(Tensor input) => input.sinh();

    /// <summary>The hyperbolic cosine of each element.</summary>
    public static Tensor cosh(Tensor input) => input.cosh();

    /// <summary>The inverse hyperbolic sine of each element.</summary>
    public static Tensor asinh(Tensor input) => input.asinh();

    /// <summary>The inverse hyperbolic cosine of each element.</summary>
    public static Tensor acosh(Tensor input) => input.acosh();

    /// <summary>The inverse hyperbolic tangent of each element.</summary>
    public static Tensor atanh(Tensor input) => input.atanh();

    /// <summary>The hypotenuse of a right triangle with these legs.</summary>
    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    /// <summary>sin(πx) / (πx) of each element x, and 1 at zero.</summary>
    public static Tensor sinc(Tensor input) => input.sinc();

    public partial class Tensor
    {
        /// <summary>The angle, in radians, whose sine is each element.</summary>
        public Tensor asin() => Op.Asin.Tensor(this);

        /// <summary>The angle, in radians, whose sine is each element, written to the tensor itself.</summary>
        public Tensor asin_() => Op.Asin_.InPlace(this);

        /// <summary>The angle, in radians, whose cosine is each element.</summary>
        public Tensor acos() => Op.Acos.Tensor(this);

        /// <summary>The angle, in radians, whose cosine is each element, written to the tensor itself.</summary>
        public Tensor acos_() => Op.Acos_.InPlace(this);

        /// <summary>The angle, in radians, whose tangent is each element.</summary>
        public Tensor atan() => Op.Atan.Tensor(this);

        /// <summary>The angle, in radians, whose tangent is each element, written to the tensor itself.</summary>
        public Tensor atan_() => Op.Atan_.InPlace(this);

        /// <summary>The angle, in radians, of the point whose ordinate is each element and whose abscissa is the other's.</summary>
        public Tensor atan2(Tensor other) => Op.Atan2.Tensor(this, other);

        /// <summary>
        /// The angle, in radians, of the point whose ordinate is each element and whose abscissa is the other's, written to the tensor
        /// itself.
        /// </summary>
        public Tensor atan2_(Tensor other) => Op.Atan2_.InPlace(this, other);

        /// <summary>The tangent of each element.</summary>
        public Tensor tan() => Op.Tan.Tensor(this);

        /// <summary>The tangent of each element, written to the tensor itself.</summary>
        public Tensor tan_() => Op.Tan_.InPlace(this);

        /// <summary>The hyperbolic sine of each element.</summary>
        public Tensor sinh() => Op.Sinh.Tensor(this);

        /// <summary>The hyperbolic sine of each element, written to the tensor itself.</summary>
        public Tensor sinh_() => Op.Sinh_.InPlace(this);

        /// <summary>The hyperbolic cosine of each element.</summary>
        public Tensor cosh() => Op.Cosh.Tensor(this);

        /// <summary>The hyperbolic cosine of each element, written to the tensor itself.</summary>
        public Tensor cosh_() => Op.Cosh_.InPlace(this);

        /// <summary>The inverse hyperbolic sine of each element.</summary>
        public Tensor asinh() => Op.Asinh.Tensor(this);

        /// <summary>The inverse hyperbolic sine of each element, written to the tensor itself.</summary>
        public Tensor asinh_() => Op.Asinh_.InPlace(this);

        /// <summary>The inverse hyperbolic cosine of each element.</summary>
        public Tensor acosh() => Op.Acosh.Tensor(this);

        /// <summary>The inverse hyperbolic cosine of each element, written to the tensor itself.</summary>
        public Tensor acosh_() => Op.Acosh_.InPlace(this);

        /// <summary>The inverse hyperbolic tangent of each element.</summary>
        public Tensor atanh() => Op.Atanh.Tensor(this);

        /// <summary>The inverse hyperbolic tangent of each element, written to the tensor itself.</summary>
        public Tensor atanh_() => Op.Atanh_.InPlace(this);

        /// <summary>The hypotenuse of a right triangle with these legs.</summary>
        public Tensor hypot(Tensor other) => Op.Hypot.Tensor(this, other);

        /// <summary>sin(πx) / (πx) of each element x, and 1 at zero.</summary>
        public Tensor sinc() => Op.Sinc.Tensor(this);

        /// <summary>sin(πx) / (πx) of each element x, and 1 at zero, written to the tensor itself.</summary>
        public Tensor sinc_() => Op.Sinc_.InPlace(this);
    }
}

file static class Op
{
    public static readonly Operator Asin = new("asin(self)");
    public static readonly Operator Asin_ = new("asin_(self)");
    public static readonly Operator Acos = new("acos(self)");
    public static readonly Operator Acos_ = new("acos_(self)");
    public static readonly Operator Atan = new("atan(self)");
    public static readonly Operator Atan_ = new("atan_(self)");
    public static readonly Operator Atan2 = new("atan2(self, other)");
    public static readonly Operator Atan2_ = new("atan2_(self, other)");
    public static readonly Operator Tan = new("tan(self)");
    public static readonly Operator Tan_ = new("tan_(self)");
    public static readonly Operator Sinh = new("sinh(self)");
    public static readonly Operator Sinh_ = new("sinh_(self)");
    public static readonly Operator Cosh = new("cosh(self)");
    public static readonly Operator Cosh_ = new("cosh_(self)");
    public static readonly Operator Asinh = new("asinh(self)");
    public static readonly Operator Asinh_ = new("asinh_(self)");
    public static readonly Operator Acosh = new("acosh(self)");
    public static readonly Operator Acosh_ = new("acosh_(self)");
    public static readonly Operator Atanh = new("atanh(self)");
    public static readonly Operator Atanh_ = new("atanh_(self)");
    public static readonly Operator Hypot = new("hypot(self, other)");
    public static readonly Operator Sinc = new("sinc(self)");
    public static readonly Operator Sinc_ = new("sinc_(self)");
}
