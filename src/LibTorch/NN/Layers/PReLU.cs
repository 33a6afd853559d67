using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Each element, or a learned fraction of it where it is negative (He et al. 2015, arXiv:1502.01852).</summary>
    public sealed class PReLU : nn.Module<Tensor, Tensor>
    {
        internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype)
            : base(nameof(PReLU))
        {
            this.init = init;
            weight = Learned(nameof(weight), full(num_parameters, init, dtype ?? get_default_dtype(), device));
        }

        /// <summary>The fractions.</summary>
        public Parameter weight { get; }

        /// <summary>The number of fractions: one, or one a channel.</summary>
        public long num_parameters => weight.numel();

        /// <summary>What the fractions are at first.</summary>
        public double init { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Each element, or a learned fraction of it where it is negative.</summary>
            /// <param name="num_parameters">The number of fractions: one, or one a channel.</param>
            /// <param name="init">What they are at first.</param>
            /// <param name="device">Where they lie.</param>
            /// <param name="dtype">Their type.</param>
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
                new(num_parameters, init, device, dtype);
        }
    }
}
