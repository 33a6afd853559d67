namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Each element, or a learned fraction of it where it is negative.</summary>
        public Tensor prelu(Tensor target) => nn.functional.prelu(this, target);

        /// <summary>−ln(1 + exp(−x)).</summary>
        public Tensor log_sigmoid() => nn.functional.logsigmoid(this);
    }
}
