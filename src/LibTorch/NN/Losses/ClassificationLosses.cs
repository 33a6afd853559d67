using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The cross-entropy of probabilities, −(t log p + (1 − t) log(1 − p)).</summary>
    public sealed class BCELoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">What each element's loss is multiplied by.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public BCELoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
            : base(weight, reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy(input, target, weight, reduction);
    }

    /// <summary>The cross-entropy of probabilities that are given as logits.</summary>
    public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">What each element's loss is multiplied by.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        /// <param name="pos_weights">What the loss of the positive targets is multiplied by.</param>
        public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
            : base(weight, reduction) => this.pos_weights = pos_weights;

        /// <summary>What the loss of the positive targets is multiplied by.</summary>
        public Tensor? pos_weights { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) =>
            nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }

    /// <summary>The cross-entropy of classes that are given as logits, <c>[batch, classes, …]</c>.</summary>
    public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">What each class's loss is multiplied by.</param>
        /// <param name="ignore_index">The class whose samples do not count.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        /// <param name="label_smoothing">How much of each target is spread evenly over the classes, in [0, 1].</param>
        public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0)
            : base(weight, reduction) => (this.ignore_index, this.label_smoothing) = (ignore_index, label_smoothing);

        /// <summary>The class whose samples do not count.</summary>
        public long? ignore_index { get; }

        /// <summary>How much of each target is spread evenly over the classes, in [0, 1].</summary>
        public double label_smoothing { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) =>
            nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
    }

    /// <summary>The cross-entropy of classes that are given as logarithms of probabilities, <c>[batch, classes, …]</c>.</summary>
    public sealed class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">What each class's loss is multiplied by.</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public NLLLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
            : base(weight, reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.nll_loss(input, target, weight, reduction);
    }

    /// <summary>The divergence t (log t − log p), element by element, of logarithms of probabilities p.</summary>
    public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="log_target">Are the targets logarithms?</param>
        /// <param name="reduction">How the elements' losses become one.</param>
        public KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction) => this.log_target = log_target;

        /// <summary>Are the targets logarithms?</summary>
        public bool log_target { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
    }

    /// <summary>log(1 + exp(−t x)) for targets t of ±1.</summary>
    public sealed class SoftMarginLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="reduction">How the elements' losses become one.</param>
        public SoftMarginLoss(nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.soft_margin_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The cross-entropy of probabilities, −(t log p + (1 − t) log(1 − p)).</summary>
            /// <param name="weight">What each element's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(weight, reduction);

            /// <summary>The cross-entropy of probabilities that are given as logits.</summary>
            /// <param name="weight">What each element's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            /// <param name="pos_weights">What the loss of the positive targets is multiplied by.</param>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(weight, reduction, pos_weights);

            /// <summary>The cross-entropy of classes that are given as logits, <c>[batch, classes, …]</c>.</summary>
            /// <param name="weight">What each class's loss is multiplied by.</param>
            /// <param name="ignore_index">The class whose samples do not count.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
                new(weight, ignore_index, reduction);

            /// <summary>The cross-entropy of classes that are given as logarithms of probabilities, <c>[batch, classes, …]</c>.</summary>
            /// <param name="weight">What each class's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(weight, reduction);

            /// <summary>The divergence t (log t − log p), element by element, of logarithms of probabilities p.</summary>
            /// <param name="log_target">Are the targets logarithms?</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) =>
                new(log_target, reduction);

            /// <summary>log(1 + exp(−t x)) for targets t of ±1.</summary>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static SoftMarginLoss SoftMarginLoss(Reduction reduction = Reduction.Mean) =>
                new(reduction);
        }
    }
}
