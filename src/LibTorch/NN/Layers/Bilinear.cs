using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The bilinear map x₁ᵀ · A · x₂ + b of the last axes.</summary>
    public sealed class Bilinear : nn.Module<Tensor, Tensor, Tensor>
    {
        internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Bilinear))
        {
            var bound = 1 / Math.Sqrt(in1_features);
            weight = Learned(nameof(weight), empty(out_features, in1_features, in2_features, dtype, device));
            nn.init.uniform_(weight, -bound, bound);
            if (!hasBias)
                return;
            bias = Learned(nameof(bias), empty(out_features, dtype, device));
            nn.init.uniform_(bias, -bound, bound);
        }

        /// <summary>The weights, <c>[outputs, inputs 1, inputs 2]</c>.</summary>
        public Parameter weight { get; }

        /// <summary>What is added, <c>[outputs]</c>.</summary>
        public Parameter? bias { get; }

        /// <summary>The length of the first input's last axis.</summary>
        public long in1_features => weight.size(1);

        /// <summary>The length of the second input's last axis.</summary>
        public long in2_features => weight.size(2);

        /// <summary>The length of the result's last axis.</summary>
        public long out_features => weight.size(0);

        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.bilinear(input1, input2, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The bilinear map x₁ᵀ · A · x₂ + b of the last axes; weights and bias are uniform in ±1/√(inputs 1).</summary>
            /// <param name="in1_features">The length of the first input's last axis.</param>
            /// <param name="in2_features">The length of the second input's last axis.</param>
            /// <param name="out_features">The length of the result's last axis.</param>
            /// <param name="hasBias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static Bilinear Bilinear(
                long in1_features, long in2_features, long out_features, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in1_features, in2_features, out_features, hasBias, device, dtype);
        }
    }
}
