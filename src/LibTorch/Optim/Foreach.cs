namespace TorchSharp;

/// <summary>Operators that take the tensors of many parameters in one call.</summary>
internal static class Foreach
{
    public static readonly Operator Neg = new("_foreach_neg(self)");
    public static readonly Operator Sqrt = new("_foreach_sqrt(self)");
    public static readonly Operator Sqrt_ = new("_foreach_sqrt_(self)");
    public static readonly Operator Add = new("_foreach_add.List(self, other, alpha)");
    public static readonly Operator Add_ = new("_foreach_add_.List(self, other, alpha)");
    public static readonly Operator AddScalar = new("_foreach_add.Scalar(self, scalar)");
    public static readonly Operator AddScalar_ = new("_foreach_add_.Scalar(self, scalar)");
    public static readonly Operator Mul_ = new("_foreach_mul_.List(self, other)");
    public static readonly Operator MulScalar_ = new("_foreach_mul_.Scalar(self, scalar)");
    public static readonly Operator Div_ = new("_foreach_div_.List(self, other)");
    public static readonly Operator DivScalar_ = new("_foreach_div_.Scalar(self, scalar)");
    public static readonly Operator Maximum_ = new("_foreach_maximum_.List(self, other)");
    public static readonly Operator Addcmul = new("_foreach_addcmul.Scalar(self, tensor1, tensor2, value)");
    public static readonly Operator Addcmul_ = new("_foreach_addcmul_.Scalar(self, tensor1, tensor2, value)");
    public static readonly Operator Addcdiv_ = new("_foreach_addcdiv_.Scalar(self, tensor1, tensor2, value)");
}
