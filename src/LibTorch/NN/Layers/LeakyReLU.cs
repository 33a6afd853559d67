namespace TorchSharp.Modules
{
    /// <summary>Each element, or a fraction of it where it is negative.</summary>
    public sealed class LeakyReLU : ParameterLessModule<torch.Tensor, torch.Tensor>
    {
        internal LeakyReLU(double negative_slope, bool inplace)
            : base(nameof(LeakyReLU))
        {
            this.negative_slope = negative_slope;
            this.inplace = inplace;
        }

        /// <summary>The fraction.</summary>
        public double negative_slope { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <summary>Each element, or a fraction of it where it is negative.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.leaky_relu(tensor, negative_slope, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Each element, or a fraction of it where it is negative.</summary>
            public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
        }
    }
}
