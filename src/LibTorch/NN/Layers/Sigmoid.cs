namespace TorchSharp.Modules
{
    /// <summary>The logistic function of each element.</summary>
    public sealed class Sigmoid : ParameterLessModule<torch.Tensor, torch.Tensor>
    {
        internal Sigmoid(bool inplace)
            : base(nameof(Sigmoid))
        {
            this.inplace = inplace;
        }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <summary>The logistic function of each element.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => inplace ? tensor.sigmoid_().alias() : tensor.sigmoid();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The logistic function of each element.</summary>
            public static Modules.Sigmoid Sigmoid() => new(false);

            /// <summary>The logistic function of each element.</summary>
            public static Modules.Sigmoid Sigmoid(bool inplace) => new(inplace);
        }
    }
}
