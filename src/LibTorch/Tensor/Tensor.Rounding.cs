namespace TorchSharp;

public static partial class torch
{
    /// <summary>Each element rounded to so many decimals, halves to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    /// <summary>Each element without its fraction.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>The fraction of each element.</summary>
    public static Tensor frac(Tensor input) => input.frac();

    /// <summary>The remainder of the division, with the dividend's sign.</summary>
    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);

    /// <summary>The remainder of the division, with the dividend's sign.</summary>
    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);

    /// <summary>The remainder of the division, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    /// <summary>The remainder of the division, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    /// <summary>The quotient, rounded downwards.</summary>
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    /// <summary>Each element, with numbers for NaN and for the infinities: for these the type's largest where none is given.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) => input.nan_to_num(nan, posinf, neginf);

    /// <summary>The larger of two, element by element; the number where the other is NaN.</summary>
    public static Tensor fmax(Tensor input, Tensor other) => input.fmax(other);

    /// <summary>The smaller of two, element by element; the number where the other is NaN.</summary>
    public static Tensor fmin(Tensor input, Tensor other) => input.fmin(other);

    /// <summary>Each element with the other's sign.</summary>
    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    /// <summary>The step function of each element, with the other's value at zero.</summary>
    public static Tensor heaviside(Tensor input, Tensor values) => input.heaviside(values);

    /// <summary>Degrees in radians.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>Radians in degrees.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>Is each element's sign negative?</summary>
    public static Tensor signbit(Tensor input) => input.signbit();

    /// <summary>Is each element positive infinity?</summary>
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();

    /// <summary>Is each element negative infinity?</summary>
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();

    public partial class Tensor
    {
        /// <summary>Each element rounded to so many decimals, halves to even.</summary>
        public Tensor round(long decimals = 0) => Op.Round.Tensor(this, decimals);

        /// <summary>Each element rounded to so many decimals, halves to even, written to the tensor itself.</summary>
        public Tensor round_(long decimals = 0) => Op.Round_.InPlace(this, decimals);

        /// <summary>Each element without its fraction.</summary>
        public Tensor trunc() => Op.Trunc.Tensor(this);

        /// <summary>Each element without its fraction, written to the tensor itself.</summary>
        public Tensor trunc_() => Op.Trunc_.InPlace(this);

        /// <summary>The fraction of each element.</summary>
        public Tensor frac() => Op.Frac.Tensor(this);

        /// <summary>The fraction of each element, written to the tensor itself.</summary>
        public Tensor frac_() => Op.Frac_.InPlace(this);

        /// <summary>The remainder of the division, with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => Op.Fmod.Tensor(this, target);

        /// <summary>The remainder of the division, with the dividend's sign, written to the tensor itself.</summary>
        public Tensor fmod_(Tensor target) => Op.Fmod_.InPlace(this, target);

        /// <summary>The remainder of the division, with the dividend's sign.</summary>
        public Tensor fmod(Scalar scalar) => Op.FmodScalar.Tensor(this, scalar);

        /// <summary>The remainder of the division, with the dividend's sign, written to the tensor itself.</summary>
        public Tensor fmod_(Scalar scalar) => Op.FmodScalar_.InPlace(this, scalar);

        /// <summary>The remainder of the division, with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => Op.Remainder.Tensor(this, target);

        /// <summary>The remainder of the division, with the divisor's sign, written to the tensor itself.</summary>
        public Tensor remainder_(Tensor target) => Op.Remainder_.InPlace(this, target);

        /// <summary>The remainder of the division, with the divisor's sign.</summary>
        public Tensor remainder(Scalar scalar) => Op.RemainderScalar.Tensor(this, scalar);

        /// <summary>The remainder of the division, with the divisor's sign, written to the tensor itself.</summary>
        public Tensor remainder_(Scalar scalar) => Op.RemainderScalar_.InPlace(this, scalar);

        /// <summary>The quotient, rounded downwards.</summary>
        public Tensor floor_divide(Tensor other) => Op.FloorDivide.Tensor(this, other);

        /// <summary>The quotient, rounded downwards, written to the tensor itself.</summary>
        public Tensor floor_divide_(Tensor other) => Op.FloorDivide_.InPlace(this, other);

        /// <summary>The quotient, rounded downwards.</summary>
        public Tensor floor_divide(Scalar other) => Op.FloorDivideScalar.Tensor(this, other);

        /// <summary>The quotient, rounded downwards, written to the tensor itself.</summary>
        public Tensor floor_divide_(Scalar other) => Op.FloorDivideScalar_.InPlace(this, other);

        /// <summary>Each element, with numbers for NaN and for the infinities: for these the type's largest where none is given.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Op.NanToNum.Tensor(this, nan, posinf, neginf);

        /// <summary>
        /// Each element, with numbers for NaN and for the infinities: for these the type's largest where none is given, written to the
        /// tensor itself.
        /// </summary>
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) => Op.NanToNum_.InPlace(this, nan, posinf, neginf);

        /// <summary>The larger of two, element by element; the number where the other is NaN.</summary>
        public Tensor fmax(Tensor other) => Op.Fmax.Tensor(this, other);

        /// <summary>The smaller of two, element by element; the number where the other is NaN.</summary>
        public Tensor fmin(Tensor other) => Op.Fmin.Tensor(this, other);

        /// <summary>Each element with the other's sign.</summary>
        public Tensor copysign(Tensor other) => Op.Copysign.Tensor(this, other);

        /// <summary>Each element with the other's sign, written to the tensor itself.</summary>
        public Tensor copysign_(Tensor other) => Op.Copysign_.InPlace(this, other);

        /// <summary>The step function of each element, with the other's value at zero.</summary>
        public Tensor heaviside(Tensor other) => Op.Heaviside.Tensor(this, other);

        /// <summary>The step function of each element, with the other's value at zero, written to the tensor itself.</summary>
        public Tensor heaviside_(Tensor other) => Op.Heaviside_.InPlace(this, other);

        /// <summary>Degrees in radians.</summary>
        public Tensor deg2rad() => Op.Deg2rad.Tensor(this);

        /// <summary>Degrees in radians, written to the tensor itself.</summary>
        public Tensor deg2rad_() => Op.Deg2rad_.InPlace(this);

        /// <summary>Radians in degrees.</summary>
        public Tensor rad2deg() => Op.Rad2deg.Tensor(this);

        /// <summary>Radians in degrees, written to the tensor itself.</summary>
        public Tensor rad2deg_() => Op.Rad2deg_.InPlace(this);

        /// <summary>Is each element's sign negative?</summary>
        public Tensor signbit() => Op.Signbit.Tensor(this);

        /// <summary>Is each element positive infinity?</summary>
        public Tensor isposinf() => Op.Isposinf.Tensor(this);

        /// <summary>Is each element negative infinity?</summary>
        public Tensor isneginf() => Op.Isneginf.Tensor(this);
    }
}

file static class Op
{
    public static readonly Operator Round = new("round.decimals(self, decimals)");
    public static readonly Operator Round_ = new("round_.decimals(self, decimals)");
    public static readonly Operator Trunc = new("trunc(self)");
    public static readonly Operator Trunc_ = new("trunc_(self)");
    public static readonly Operator Frac = new("frac(self)");
    public static readonly Operator Frac_ = new("frac_(self)");
    public static readonly Operator Fmod = new("fmod.Tensor(self, other)");
    public static readonly Operator Fmod_ = new("fmod_.Tensor(self, other)");
    public static readonly Operator FmodScalar = new("fmod.Scalar(self, other)");
    public static readonly Operator FmodScalar_ = new("fmod_.Scalar(self, other)");
    public static readonly Operator Remainder = new("remainder.Tensor(self, other)");
    public static readonly Operator Remainder_ = new("remainder_.Tensor(self, other)");
    public static readonly Operator RemainderScalar = new("remainder.Scalar(self, other)");
    public static readonly Operator RemainderScalar_ = new("remainder_.Scalar(self, other)");
    public static readonly Operator FloorDivide = new("floor_divide(self, other)");
    public static readonly Operator FloorDivide_ = new("floor_divide_.Tensor(self, other)");
    public static readonly Operator FloorDivideScalar = new("floor_divide.Scalar(self, other)");
    public static readonly Operator FloorDivideScalar_ = new("floor_divide_.Scalar(self, other)");
    public static readonly Operator NanToNum = new("nan_to_num(self, nan, posinf, neginf)");
    public static readonly Operator NanToNum_ = new("nan_to_num_(self, nan, posinf, neginf)");
    public static readonly Operator Fmax = new("fmax(self, other)");
    public static readonly Operator Fmin = new("fmin(self, other)");
    public static readonly Operator Copysign = new("copysign.Tensor(self, other)");
    public static readonly Operator Copysign_ = new("copysign_.Tensor(self, other)");
    public static readonly Operator Heaviside = new("heaviside(self, values)");
    public static readonly Operator Heaviside_ = new("heaviside_(self, values)");
    public static readonly Operator Deg2rad = new("deg2rad(self)");
    public static readonly Operator Deg2rad_ = new("deg2rad_(self)");
    public static readonly Operator Rad2deg = new("rad2deg(self)");
    public static readonly Operator Rad2deg_ = new("rad2deg_(self)");
    public static readonly Operator Signbit = new("signbit(self)");
    public static readonly Operator Isposinf = new("isposinf(self)");
    public static readonly Operator Isneginf = new("isneginf(self)");
}
