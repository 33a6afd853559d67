namespace TorchSharp.Modules
{
    /// <summary>The hyperbolic tangent of each element.</summary>
    public sealed class Tanh : ParameterLessModule<torch.Tensor, torch.Tensor>
    {
        internal Tanh(bool inplace)
            : base(nameof(Tanh))
        {
            this.inplace = inplace;
        }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <summary>The hyperbolic tangent of each element.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => inplace ? tensor.tanh_().alias() : tensor.tanh();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The hyperbolic tangent of each element.</summary>
            public static Modules.Tanh Tanh() => new(false);

            /// <summary>The hyperbolic tangent of each element.</summary>
            public static Modules.Tanh Tanh(bool inplace = false) => new(inplace);
        }
    }
}
