using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The affine map x · Wᵀ + b of the last axis.</summary>
    public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Linear(long inputSize, long outputSize, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
            : this(
                new Parameter(torch.empty(outputSize, inputSize, dtype, device)),
                hasBias ? new Parameter(torch.empty(outputSize, dtype, device)) : null)
        {
            torch.nn.init.ResetLinear(weight, bias);
        }

        internal Linear(Parameter weight, Parameter? bias)
            : base(nameof(Linear))
        {
            this.weight = weight;
            this.bias = bias;
            weight.DetachFromDisposeScope();
            bias?.DetachFromDisposeScope();
            register_parameter(nameof(weight), weight);
            if (bias is not null)
                register_parameter(nameof(bias), bias);
        }

        /// <summary>The weights, <c>[outputs, inputs]</c>.</summary>
        public Parameter weight { get; }

        /// <summary>What is added, <c>[outputs]</c>.</summary>
        public Parameter? bias { get; }

        /// <summary>The length of the last axis.</summary>
        public long in_features => weight.size(1);

        /// <summary>The length of the last axis of the result.</summary>
        public long out_features => weight.size(0);

        /// <summary>The affine map of the last axis.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The affine map x · Wᵀ + b of the last axis; weights and bias are uniform in ±1/√inputs.</summary>
            /// <param name="inputSize">The length of the last axis.</param>
            /// <param name="outputSize">The length of the last axis of the result.</param>
            /// <param name="hasBias">Is something added?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>The affine map with given parameters.</summary>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}
