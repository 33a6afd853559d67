using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The distance itself where the target is 1, and what it lacks of the margin where that is −1.</summary>
    public sealed class HingeEmbeddingLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="margin">The margin.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public HingeEmbeddingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => this.margin = margin;

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.hinge_embedding_loss(input, target, margin, reduction);
    }

    /// <summary>1 − cos where the target is 1, and what the cosine exceeds the margin by where that is −1.</summary>
    public sealed class CosineEmbeddingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="margin">The margin.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public CosineEmbeddingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => this.margin = margin;

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2, Tensor target) =>
            nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
    }

    /// <summary>What the first input lacks to exceed the second by the margin where the target is 1, and reversed where that is −1.</summary>
    public sealed class MarginRankingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="margin">The margin.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public MarginRankingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => this.margin = margin;

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2, Tensor target) =>
            nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction);
    }

    /// <summary>The distance to the positive, plus the margin, less the distance to the negative; at least zero.</summary>
    public sealed class TripletMarginLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly double _eps;
        private readonly bool _swap;

        /// <summary>Makes the loss.</summary>
        /// <param name="margin">The margin.</param>
        /// <param name="p">Which norm: 2 for the Euclidean.</param>
        /// <param name="eps">What is added to the differences.</param>
        /// <param name="swap">Is the negative's distance from the positive taken where that is smaller?</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public TripletMarginLoss(double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => (this.margin, this.p, _eps, _swap) = (margin, p, eps, swap);

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <summary>Which norm: 2 for the Euclidean.</summary>
        public long p { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) =>
            nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, _eps, _swap, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The distance itself where the target is 1, and what it lacks of the margin where that is −1.</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static HingeEmbeddingLoss HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <summary>1 − cos where the target is 1, and what the cosine exceeds the margin by where that is −1.</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static CosineEmbeddingLoss CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <summary>What the first input lacks to exceed the second by the margin where the target is 1, and reversed where that is −1.</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static MarginRankingLoss MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <summary>The distance to the positive, plus the margin, less the distance to the negative; at least zero.</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="p">Which norm: 2 for the Euclidean.</param>
            /// <param name="eps">What is added to the differences.</param>
            /// <param name="swap">Is the negative's distance from the positive taken where that is smaller?</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static TripletMarginLoss TripletMarginLoss(
                double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean) =>
                new(margin, p, eps, swap, reduction);
        }
    }
}
