namespace TorchSharp;

/// <summary>The step that Adam and AdamW share (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1).</summary>
internal static class AdaptiveMoments
{
    public static void Step(
        Tensor[] parameters, Tensor[] gradients, Tensor[] means, Tensor[] squares, Tensor[]? largest, long step,
        double lr, double beta1, double beta2, double eps)
    {
        Foreach.MulScalar_.Call(means, beta1);
        Foreach.Add_.Call(means, gradients, 1 - beta1);
        Foreach.MulScalar_.Call(squares, beta2);
        Foreach.Addcmul_.Call(squares, gradients, gradients, 1 - beta2);
        if (largest is not null)
            Foreach.Maximum_.Call(largest, squares);

        var denominators = Foreach.Sqrt.Tensors(largest ?? squares);
        Foreach.DivScalar_.Call(denominators, Math.Sqrt(1 - Math.Pow(beta2, step)));
        Foreach.AddScalar_.Call(denominators, eps);
        Foreach.Addcdiv_.Call(parameters, means, denominators, -lr / (1 - Math.Pow(beta1, step)));
    }
}
