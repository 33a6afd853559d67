namespace TorchSharp;

public static partial class torch
{
    /// <summary>Is each element equal to the other's?</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>Is each element other than the other's?</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>Is each element less than the other's?</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    /// <summary>Is each element at most the other's?</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>Is each element greater than the other's?</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>Is each element at least the other's?</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>Are all elements as close as |tensor - target| ≤ atol + rtol · |target|?</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>The larger of two, element by element.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>The smaller of two, element by element.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>Is each element equal to the other's?</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.eq(target);

    /// <summary>Is each element as close as |tensor - other| ≤ atol + rtol · |other|?</summary>
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
        tensor.isclose(other, rtol, atol, nanEqual);

    /// <summary>Is each element zero?</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    /// <summary>Are both elements other than zero?</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    /// <summary>Is either element other than zero?</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    /// <summary>Is one element of the two other than zero?</summary>
    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    /// <summary>Each element with all its bits turned; for truth values, the opposite.</summary>
    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    /// <summary>The bits that both elements have.</summary>
    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    /// <summary>The bits that either element has.</summary>
    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    /// <summary>The bits that one element of the two has.</summary>
    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    /// <summary>The bits of each element, moved to the left.</summary>
    public static Tensor bitwise_left_shift(Tensor left, Tensor right) => left.bitwise_left_shift(right);

    /// <summary>The bits of each element, moved to the right.</summary>
    public static Tensor bitwise_right_shift(Tensor left, Tensor right) => left.bitwise_right_shift(right);

    public partial class Tensor
    {
        /// <summary>Is each element equal to the other's?</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Is each element equal to the other's?</summary>
        public Tensor eq(Tensor target) => Op.Eq.Tensor(this, target);

        /// <summary>Is each element equal to the number?</summary>
        public Tensor eq(Scalar target) => Op.EqScalar.Tensor(this, target);

        /// <summary>Is each element other than the other's?</summary>
        public Tensor ne(Tensor target) => Op.Ne.Tensor(this, target);

        /// <summary>Is each element other than the number?</summary>
        public Tensor ne(Scalar target) => Op.NeScalar.Tensor(this, target);

        /// <summary>Is each element less than the other's?</summary>
        public Tensor lt(Tensor target) => Op.Lt.Tensor(this, target);

        /// <summary>Is each element less than the number?</summary>
        public Tensor lt(Scalar target) => Op.LtScalar.Tensor(this, target);

        /// <summary>Is each element at most the other's?</summary>
        public Tensor le(Tensor target) => Op.Le.Tensor(this, target);

        /// <summary>Is each element at most the number?</summary>
        public Tensor le(Scalar target) => Op.LeScalar.Tensor(this, target);

        /// <summary>Is each element greater than the other's?</summary>
        public Tensor gt(Tensor target) => Op.Gt.Tensor(this, target);

        /// <summary>Is each element greater than the number?</summary>
        public Tensor gt(Scalar target) => Op.GtScalar.Tensor(this, target);

        /// <summary>Is each element at least the other's?</summary>
        public Tensor ge(Tensor target) => Op.Ge.Tensor(this, target);

        /// <summary>Is each element at least the number?</summary>
        public Tensor ge(Scalar target) => Op.GeScalar.Tensor(this, target);

        /// <summary>Are all elements as close as |this - target| ≤ atol + rtol · |target|?</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Op.Allclose.Bool(this, target, rtol, atol, equal_nan);

        /// <summary>The larger of two, element by element.</summary>
        public Tensor maximum(Tensor other) => Op.Maximum.Tensor(this, other);

        /// <summary>The smaller of two, element by element.</summary>
        public Tensor minimum(Tensor other) => Op.Minimum.Tensor(this, other);

        /// <summary>Is each element zero?</summary>
        public Tensor logical_not() => Op.LogicalNot.Tensor(this);

        /// <summary>Each element with all its bits turned; for truth values, the opposite.</summary>
        public Tensor bitwise_not() => Op.BitwiseNot.Tensor(this);

        /// <summary>Are both elements other than zero?</summary>
        public Tensor logical_and(Tensor other) => Op.LogicalAnd.Tensor(this, other);

        /// <summary>Is either element other than zero?</summary>
        public Tensor logical_or(Tensor other) => Op.LogicalOr.Tensor(this, other);

        /// <summary>The bits that both elements have.</summary>
        public Tensor bitwise_and(Tensor other) => Op.BitwiseAnd.Tensor(this, other);

        /// <summary>The bits that either element has.</summary>
        public Tensor bitwise_or(Tensor other) => Op.BitwiseOr.Tensor(this, other);

        /// <summary>The bits that one element of the two has.</summary>
        public Tensor bitwise_xor(Tensor other) => Op.BitwiseXor.Tensor(this, other);

        /// <summary>Is each element as close as |this - other| ≤ atol + rtol · |other|?</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Op.Isclose.Tensor(this, other, rtol, atol, nanEqual);

        /// <summary>Is one element of the two other than zero?</summary>
        public Tensor logical_xor(Tensor other) => Op.LogicalXor.Tensor(this, other);

        /// <summary>The bits of each element, moved to the left.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Op.LeftShift.Tensor(this, other);

        /// <summary>The bits of each element, moved to the right.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Op.RightShift.Tensor(this, other);

        /// <summary>Have both tensors the same shape and the same elements?</summary>
        public bool Equals(Tensor target) => Op.Equal.Bool(this, target);

        /// <summary>Is the object a tensor of the same shape with the same elements?</summary>
        public override bool Equals(object? obj) => obj is Tensor target && Equals(target);

        /// <summary>A number that stays with this object.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}

file static class Op
{
    public static readonly Operator Eq = new("eq.Tensor(self, other)");
    public static readonly Operator EqScalar = new("eq.Scalar(self, other)");
    public static readonly Operator Ne = new("ne.Tensor(self, other)");
    public static readonly Operator NeScalar = new("ne.Scalar(self, other)");
    public static readonly Operator Lt = new("lt.Tensor(self, other)");
    public static readonly Operator LtScalar = new("lt.Scalar(self, other)");
    public static readonly Operator Le = new("le.Tensor(self, other)");
    public static readonly Operator LeScalar = new("le.Scalar(self, other)");
    public static readonly Operator Gt = new("gt.Tensor(self, other)");
    public static readonly Operator GtScalar = new("gt.Scalar(self, other)");
    public static readonly Operator Ge = new("ge.Tensor(self, other)");
    public static readonly Operator GeScalar = new("ge.Scalar(self, other)");
    public static readonly Operator Allclose = new("allclose(self, other, rtol, atol, equal_nan)");
    public static readonly Operator Maximum = new("maximum(self, other)");
    public static readonly Operator Minimum = new("minimum(self, other)");
    public static readonly Operator LogicalNot = new("logical_not(self)");
    public static readonly Operator BitwiseNot = new("bitwise_not(self)");
    public static readonly Operator BitwiseAnd = new("bitwise_and.Tensor(self, other)");
    public static readonly Operator BitwiseOr = new("bitwise_or.Tensor(self, other)");
    public static readonly Operator BitwiseXor = new("bitwise_xor.Tensor(self, other)");
    public static readonly Operator LogicalAnd = new("logical_and(self, other)");
    public static readonly Operator LogicalOr = new("logical_or(self, other)");
    public static readonly Operator Isclose = new("isclose(self, other, rtol, atol, equal_nan)");
    public static readonly Operator LogicalXor = new("logical_xor(self, other)");
    public static readonly Operator LeftShift = new("bitwise_left_shift.Tensor(self, other)");
    public static readonly Operator RightShift = new("bitwise_right_shift.Tensor(self, other)");
    public static readonly Operator Equal = new("equal(self, other)");
}
