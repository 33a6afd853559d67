using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The squared error.</summary>
    public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="reduction">How the elements' losses become one.</param>
        public MSELoss(nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, reduction);
    }

    /// <summary>The absolute error.</summary>
    public sealed class L1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="reduction">How the elements' losses become one.</param>
        public L1Loss(nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.l1_loss(input, target, reduction);
    }

    /// <summary>Half the squared error over β where the error is below β, and the absolute error less β / 2 elsewhere.</summary>
    public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="reduction">How the elements' losses become one.</param>
        /// <param name="beta">The error β.</param>
        public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1)
            : base(reduction) => this.beta = beta;

        /// <summary>The error β.</summary>
        public double beta { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
    }

    /// <summary>Half the squared error where the error is below δ, and δ times the absolute error less δ / 2 elsewhere.</summary>
    public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="delta">The error δ.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public HuberLoss(double delta = 1, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => this.delta = delta;

        /// <summary>The error δ.</summary>
        public double delta { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
    }

    /// <summary>The negative logarithm of normal densities, (log v + (t − m)² / v) / 2.</summary>
    public sealed class GaussianNLLLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="full">Is the constant log(2π) / 2 added?</param>
        /// <param name="eps">The least variance.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public GaussianNLLLoss(bool full = false, float eps = 1e-08f, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => (this.full, this.eps) = (full, eps);

        /// <summary>Is the constant log(2π) / 2 added?</summary>
        public bool full { get; }

        /// <summary>The least variance.</summary>
        public float eps { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target, Tensor variance) =>
            nn.functional.gaussian_nll_loss(input, target, variance, full, eps, reduction);
    }

    /// <summary>The negative logarithm of Poisson probabilities, less a constant.</summary>
    public sealed class PoissonNLLLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="log_input">Are the means logarithms?</param>
        /// <param name="full">Is Stirling's approximation of the constant added?</param>
        /// <param name="eps">What is added to the means before their logarithm.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-08f, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => (this.log_input, this.full, this.eps) = (log_input, full, eps);

        /// <summary>Are the means logarithms?</summary>
        public bool log_input { get; }

        /// <summary>Is Stirling's approximation of the constant added?</summary>
        public bool full { get; }

        /// <summary>What is added to the means before their logarithm.</summary>
        public float eps { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The squared error.</summary>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) =>
                new(reduction);

            /// <summary>The absolute error.</summary>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) =>
                new(reduction);

            /// <summary>Half the squared error over β where the error is below β, and the absolute error less β / 2 elsewhere.</summary>
            /// <param name="reduction">How the elements' losses become one.</param>
            /// <param name="beta">The error β.</param>
            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) =>
                new(reduction, beta);

            /// <summary>Half the squared error where the error is below δ, and δ times the absolute error less δ / 2 elsewhere.</summary>
            /// <param name="delta">The error δ.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) =>
                new(delta, reduction);

            /// <summary>The negative logarithm of normal densities, (log v + (t − m)² / v) / 2.</summary>
            /// <param name="full">Is the constant log(2π) / 2 added?</param>
            /// <param name="eps">The least variance.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static GaussianNLLLoss GaussianNLLLoss(bool full = false, float eps = 1e-08f, Reduction reduction = Reduction.Mean) =>
                new(full, eps, reduction);

            /// <summary>The negative logarithm of Poisson probabilities, less a constant.</summary>
            /// <param name="log_input">Are the means logarithms?</param>
            /// <param name="full">Is Stirling's approximation of the constant added?</param>
            /// <param name="eps">What is added to the means before their logarithm.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static PoissonNLLLoss PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-08f, Reduction reduction = Reduction.Mean) =>
                new(log_input, full, eps, reduction);
        }
    }
}
