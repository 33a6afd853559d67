namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sum, element by element.</summary>
    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    /// <summary>The sum, element by element.</summary>
    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    /// <summary>The difference, element by element.</summary>
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    /// <summary>The difference, element by element.</summary>
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    /// <summary>The product, element by element.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>The product, element by element.</summary>
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    /// <summary>The quotient, element by element.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>The quotient, element by element.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>Each element to a power.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    /// <summary>Each element to a power.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    /// <summary>Each element, no smaller than min and no larger than max.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>Each element, no smaller than min and no larger than max.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    /// <summary>The matrix product; batched where there are more than two axes.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>The inner product of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    /// <summary>The elements of x where the condition holds, and those of y elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Op.Where.Tensor(condition, x, y);

    public partial class Tensor
    {
        /// <summary>The sum with the other, element by element.</summary>
        public Tensor add(Tensor target) => Op.Add.Tensor(this, target);

        /// <summary>The sum with the other, element by element.</summary>
        public Tensor add(Scalar scalar) => Op.AddScalar.Tensor(this, scalar);

        /// <summary>The sum with the other, element by element, which is multiplied by alpha first.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Op.AddAlpha.Tensor(this, target, alpha);

        /// <summary>The sum with the other, element by element, which is multiplied by alpha first.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Op.AddScalarAlpha.Tensor(this, scalar, alpha);

        /// <summary>The sum with the other, element by element, written to the tensor itself.</summary>
        public Tensor add_(Tensor target) => Op.Add_.InPlace(this, target);

        /// <summary>The sum with the other, element by element, written to the tensor itself.</summary>
        public Tensor add_(Scalar scalar) => Op.AddScalar_.InPlace(this, scalar);

        /// <summary>The sum with the other, element by element, which is multiplied by alpha first, written to the tensor itself.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Op.AddAlpha_.InPlace(this, target, alpha);

        /// <summary>The sum with the other, element by element, which is multiplied by alpha first, written to the tensor itself.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Op.AddScalarAlpha_.InPlace(this, scalar, alpha);

        /// <summary>The difference from the other, element by element.</summary>
        public Tensor sub(Tensor target) => Op.Sub.Tensor(this, target);

        /// <summary>The difference from the other, element by element.</summary>
        public Tensor sub(Scalar target) => Op.SubScalar.Tensor(this, target);

        /// <summary>The difference from the other, element by element, written to the tensor itself.</summary>
        public Tensor sub_(Tensor target) => Op.Sub_.InPlace(this, target);

        /// <summary>The difference from the other, element by element, written to the tensor itself.</summary>
        public Tensor sub_(Scalar target) => Op.SubScalar_.InPlace(this, target);

        /// <summary>The product with the other, element by element.</summary>
        public Tensor mul(Tensor target) => Op.Mul.Tensor(this, target);

        /// <summary>The product with the other, element by element.</summary>
        public Tensor mul(Scalar target) => Op.MulScalar.Tensor(this, target);

        /// <summary>The product with the other, element by element, written to the tensor itself.</summary>
        public Tensor mul_(Tensor target) => Op.Mul_.InPlace(this, target);

        /// <summary>The product with the other, element by element, written to the tensor itself.</summary>
        public Tensor mul_(Scalar target) => Op.MulScalar_.InPlace(this, target);

        /// <summary>The quotient by the other, element by element.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Op.Div.Tensor(this, target)
            : Op.DivMode.Tensor(this, target, rounding_mode.ToString());

        /// <summary>The quotient by the other, element by element.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Op.DivScalar.Tensor(this, target)
            : Op.DivScalarMode.Tensor(this, target, rounding_mode.ToString());

        /// <summary>The quotient by the other, element by element, written to the tensor itself.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Op.Div_.InPlace(this, target)
            : Op.DivMode_.InPlace(this, target, rounding_mode.ToString());

        /// <summary>The quotient by the other, element by element, written to the tensor itself.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Op.DivScalar_.InPlace(this, target)
            : Op.DivScalarMode_.InPlace(this, target, rounding_mode.ToString());

        /// <summary>Each element to a power.</summary>
        public Tensor pow(Tensor exponent) => Op.PowTensor.Tensor(this, exponent);

        /// <summary>Each element to a power, written to the tensor itself.</summary>
        public Tensor pow_(Tensor exponent) => Op.PowTensor_.InPlace(this, exponent);

        /// <summary>Each element to a power.</summary>
        public Tensor pow(Scalar exponent) => Op.PowScalar.Tensor(this, exponent);

        /// <summary>Each element to a power, written to the tensor itself.</summary>
        public Tensor pow_(Scalar exponent) => Op.PowScalar_.InPlace(this, exponent);

        /// <summary>Adds the product of two tensors, times value.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Addcmul.Tensor(this, tensor1, tensor2, value);

        /// <summary>Adds the product of two tensors, times value, to the tensor itself.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Addcmul_.InPlace(this, tensor1, tensor2, value);

        /// <summary>Adds the quotient of two tensors, times value.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Addcdiv.Tensor(this, tensor1, tensor2, value);

        /// <summary>Adds the quotient of two tensors.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.Addcdiv.Tensor(this, tensor1, tensor2, 1);

        /// <summary>Adds the quotient of two tensors, times value, to the tensor itself.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.Addcdiv_.InPlace(this, tensor1, tensor2, value);

        /// <summary>Adds the quotient of two tensors, to the tensor itself.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.Addcdiv_.InPlace(this, tensor1, tensor2, 1);

        /// <summary>The point between this and end that weight says: 0 for this, 1 for end.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Op.Lerp.Tensor(this, end, weight);

        /// <summary>Moves each element towards end by weight.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Op.Lerp_.InPlace(this, end, weight);

        /// <summary>Each element, no smaller than min and no larger than max.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.Clamp.Tensor(this, min, max);

        /// <summary>Each element, no smaller than min and no larger than max.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.ClampTensor.Tensor(this, min, max);

        /// <summary>Each element, no smaller than min.</summary>
        public Tensor clamp_min(Scalar min) => Op.ClampMin.Tensor(this, min);

        /// <summary>Each element, no larger than max.</summary>
        public Tensor clamp_max(Scalar max) => Op.ClampMax.Tensor(this, max);

        /// <summary>Each element, no smaller than min and no larger than max, written to the tensor itself.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.Clamp_.InPlace(this, min, max);

        /// <summary>Each element, no smaller than min and no larger than max, written to the tensor itself.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.ClampTensor_.InPlace(this, min, max);

        /// <summary>Each element, no smaller than min, written to the tensor itself.</summary>
        public Tensor clamp_min_(Scalar min) => Op.ClampMin_.InPlace(this, min);

        /// <summary>Each element, no larger than max, written to the tensor itself.</summary>
        public Tensor clamp_max_(Scalar max) => Op.ClampMax_.InPlace(this, max);

        /// <summary>The matrix product; batched where there are more than two axes.</summary>
        public Tensor matmul(Tensor target) => Op.Matmul.Tensor(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Op.Mm.Tensor(this, target);

        /// <summary>The products of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Op.Bmm.Tensor(this, batch2);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Op.Dot.Tensor(this, target);

        /// <summary>The elements of this where the condition holds, and those of y elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Op.Where.Tensor(condition, this, y);

        /// <summary>The value where the mask holds, and the elements elsewhere.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Op.MaskedFill.Tensor(this, mask, value);

        /// <summary>Writes the value where the mask holds.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Op.MaskedFill_.InPlace(this, mask, value);
    }
}

file static class Op
{
    public static readonly Operator Add = new("add.Tensor(self, other)");
    public static readonly Operator AddScalar = new("add.Scalar(self, other)");
    public static readonly Operator AddAlpha = new("add.Tensor(self, other, alpha)");
    public static readonly Operator AddScalarAlpha = new("add.Scalar(self, other, alpha)");
    public static readonly Operator Add_ = new("add_.Tensor(self, other)");
    public static readonly Operator AddScalar_ = new("add_.Scalar(self, other)");
    public static readonly Operator AddAlpha_ = new("add_.Tensor(self, other, alpha)");
    public static readonly Operator AddScalarAlpha_ = new("add_.Scalar(self, other, alpha)");
    public static readonly Operator Sub = new("sub.Tensor(self, other)");
    public static readonly Operator SubScalar = new("sub.Scalar(self, other)");
    public static readonly Operator Sub_ = new("sub_.Tensor(self, other)");
    public static readonly Operator SubScalar_ = new("sub_.Scalar(self, other)");
    public static readonly Operator Mul = new("mul.Tensor(self, other)");
    public static readonly Operator MulScalar = new("mul.Scalar(self, other)");
    public static readonly Operator Mul_ = new("mul_.Tensor(self, other)");
    public static readonly Operator MulScalar_ = new("mul_.Scalar(self, other)");
    public static readonly Operator Div = new("div.Tensor(self, other)");
    public static readonly Operator DivMode = new("div.Tensor_mode(self, other, rounding_mode)");
    public static readonly Operator DivScalar = new("div.Scalar(self, other)");
    public static readonly Operator DivScalarMode = new("div.Scalar_mode(self, other, rounding_mode)");
    public static readonly Operator Div_ = new("div_.Tensor(self, other)");
    public static readonly Operator DivMode_ = new("div_.Tensor_mode(self, other, rounding_mode)");
    public static readonly Operator DivScalar_ = new("div_.Scalar(self, other)");
    public static readonly Operator DivScalarMode_ = new("div_.Scalar_mode(self, other, rounding_mode)");
    public static readonly Operator PowTensor = new("pow.Tensor_Tensor(self, exponent)");
    public static readonly Operator PowScalar = new("pow.Tensor_Scalar(self, exponent)");
    public static readonly Operator PowTensor_ = new("pow_.Tensor(self, exponent)");
    public static readonly Operator PowScalar_ = new("pow_.Scalar(self, exponent)");
    public static readonly Operator Addcmul = new("addcmul(self, tensor1, tensor2, value)");
    public static readonly Operator Addcmul_ = new("addcmul_(self, tensor1, tensor2, value)");
    public static readonly Operator Addcdiv = new("addcdiv(self, tensor1, tensor2, value)");
    public static readonly Operator Addcdiv_ = new("addcdiv_(self, tensor1, tensor2, value)");
    public static readonly Operator Lerp = new("lerp.Tensor(self, end, weight)");
    public static readonly Operator Lerp_ = new("lerp_.Tensor(self, end, weight)");
    public static readonly Operator Clamp = new("clamp(self, min, max)");
    public static readonly Operator ClampTensor = new("clamp.Tensor(self, min, max)");
    public static readonly Operator Clamp_ = new("clamp_(self, min, max)");
    public static readonly Operator ClampTensor_ = new("clamp_.Tensor(self, min, max)");
    public static readonly Operator ClampMin = new("clamp_min(self, min)");
    public static readonly Operator ClampMax = new("clamp_max(self, max)");
    public static readonly Operator ClampMin_ = new("clamp_min_(self, min)");
    public static readonly Operator ClampMax_ = new("clamp_max_(self, max)");
    public static readonly Operator Matmul = new("matmul(self, other)");
    public static readonly Operator Mm = new("mm(self, mat2)");
    public static readonly Operator Bmm = new("bmm(self, mat2)");
    public static readonly Operator Dot = new("dot(self, tensor)");
    public static readonly Operator Where = new("where.self(condition, self, other)");
    public static readonly Operator MaskedFill = new("masked_fill.Scalar(self, mask, value)");
    public static readonly Operator MaskedFill_ = new("masked_fill_.Scalar(self, mask, value)");
}
