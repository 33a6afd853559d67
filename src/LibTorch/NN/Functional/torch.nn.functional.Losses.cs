namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The squared error.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Op.MseLoss.Tensor(input, target, (long)reduction);

            /// <summary>The absolute error.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Op.L1Loss.Tensor(input, target, (long)reduction);

            /// <summary>Half the squared error over β where the error is below β, and the absolute error less β / 2 elsewhere.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Op.SmoothL1Loss.Tensor(input, target, (long)reduction, beta);

            /// <summary>Half the squared error where the error is below δ, and δ times the absolute error less δ / 2 elsewhere.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Op.HuberLoss.Tensor(input, target, (long)reduction, delta);

            /// <summary>The cross-entropy of probabilities, −(t log p + (1 − t) log(1 − p)).</summary>
            /// <param name="input">The probabilities.</param>
            /// <param name="target">The targets, in [0, 1].</param>
            /// <param name="weight">What each element's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Op.BinaryCrossEntropy.Tensor(input, target, weight, (long)reduction);

            /// <summary>The cross-entropy of probabilities that are given as logits.</summary>
            /// <param name="input">The logits.</param>
            /// <param name="target">The targets, in [0, 1].</param>
            /// <param name="weight">What each element's loss is multiplied by.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            /// <param name="pos_weights">What the loss of the positive targets is multiplied by.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Op.BinaryCrossEntropyWithLogits.Tensor(input, target, weight, pos_weights, (long)reduction);

            /// <summary>The cross-entropy of classes that are given as logits.</summary>
            /// <param name="input">The logits, <c>[batch, classes, …]</c>.</param>
            /// <param name="target">The classes as 64-bit integers, <c>[batch, …]</c>, or their probabilities in the input's shape.</param>
            /// <param name="weight">What each class's loss is multiplied by, <c>[classes]</c>.</param>
            /// <param name="ignore_index">The class whose samples do not count.</param>
            /// <param name="reduction">How the samples' losses become one.</param>
            /// <param name="label_smoothing">How much of each target is spread evenly over the classes, in [0, 1].</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0) =>
                Op.CrossEntropy.Tensor(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The cross-entropy of classes that are given as logarithms of probabilities.</summary>
            /// <param name="input">The logarithms, <c>[batch, classes, …]</c>.</param>
            /// <param name="target">The classes as 64-bit integers, <c>[batch, …]</c>.</param>
            /// <param name="weight">What each class's loss is multiplied by, <c>[classes]</c>.</param>
            /// <param name="reduction">How the samples' losses become one.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Op.NllLoss.Tensor(input, target, weight, (long)reduction);

            /// <summary>The divergence t (log t − log p), element by element.</summary>
            /// <param name="input">The logarithms of the probabilities p.</param>
            /// <param name="target">The probabilities t, or their logarithms.</param>
            /// <param name="log_target">Are the targets logarithms?</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Op.KlDiv.Tensor(input, target, (long)reduction, log_target);

            /// <summary>The negative logarithm of normal densities, (log v + (t − m)² / v) / 2.</summary>
            /// <param name="input">The means m.</param>
            /// <param name="target">The targets t.</param>
            /// <param name="variance">The variances v: in the input's shape, or one for all of its last axis.</param>
            /// <param name="full">Add the constant log(2π) / 2?</param>
            /// <param name="eps">The least variance.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            /// <exception cref="ArgumentException">A variance is negative, or their shape does not fit.</exception>
            public static Tensor gaussian_nll_loss(
                Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-06f, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                if (variance.lt(0).any().ToBoolean())
                    throw new ArgumentException("A variance is negative.", nameof(variance));
                var (shape, axes) = (input.shape, variance.shape);
                if (axes.SequenceEqual(shape[..^1]))
                    variance = variance.unsqueeze(-1);
                else if (!axes.SequenceEqual(shape) && !axes.SequenceEqual([.. shape[..^1], 1]))
                    throw new ArgumentException($"The variances [{Listed(variance)}] do not fit [{Listed(input)}].", nameof(variance));

                // The gradient passes where the variance is raised to the least one, as in PyTorch.
                var raised = variance.clone();
                using (no_grad())
                    raised.clamp_(eps);
                var losses = 0.5 * (raised.log() + (input - target).square() / raised);
                if (full)
                    losses = losses + 0.5 * Math.Log(2 * Math.PI);
                return Reduced(losses, reduction).MoveToOuterDisposeScope();
            }

            /// <summary>The negative logarithm of Poisson probabilities, less a constant.</summary>
            /// <param name="input">The means, or their logarithms.</param>
            /// <param name="target">The counts.</param>
            /// <param name="log_input">Are the means logarithms?</param>
            /// <param name="full">Add Stirling's approximation of the constant?</param>
            /// <param name="eps">What is added to the means before their logarithm.</param>
            /// <param name="reduction">How the elements' losses become one.</param>
            public static Tensor poisson_nll_loss(
                Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-08f, Reduction reduction = Reduction.Mean) =>
                Op.PoissonNllLoss.Tensor(input, target, log_input, full, (double)eps, (long)reduction);

            /// <summary>The distance itself where the target is 1, and what it lacks of the margin where that is −1.</summary>
            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Op.HingeEmbeddingLoss.Tensor(input, target, margin, (long)reduction);

            /// <summary>1 − cos where the target is 1, and what the cosine exceeds the margin by where that is −1.</summary>
            public static Tensor cosine_embedding_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Op.CosineEmbeddingLoss.Tensor(input1, input2, target, margin, (long)reduction);

            /// <summary>What the first input lacks to exceed the second by the margin where the target is 1, and reversed where that is −1.</summary>
            public static Tensor margin_ranking_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Op.MarginRankingLoss.Tensor(input1, input2, target, margin, (long)reduction);

            /// <summary>The distance to the positive, plus the margin, less the distance to the negative; at least zero.</summary>
            /// <param name="anchor">The anchors, <c>[batch, features]</c>.</param>
            /// <param name="positive">What should be near.</param>
            /// <param name="negative">What should be far.</param>
            /// <param name="margin">By how much.</param>
            /// <param name="p">Which norm: 2 for the Euclidean.</param>
            /// <param name="eps">What is added to the differences.</param>
            /// <param name="swap">Take the negative's distance from the positive where that is smaller?</param>
            /// <param name="reduction">How the samples' losses become one.</param>
            public static Tensor triplet_margin_loss(
                Tensor anchor, Tensor positive, Tensor negative, double margin = 1, long p = 2, double eps = 1e-06, bool swap = false,
                Reduction reduction = Reduction.Mean) =>
                Op.TripletMarginLoss.Tensor(anchor, positive, negative, margin, (double)p, eps, swap, (long)reduction);

            /// <summary>log(1 + exp(−t x)) for targets t of ±1.</summary>
            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Op.SoftMarginLoss.Tensor(input, target, (long)reduction);

            /// <summary>What the target's score lacks to exceed each other by the margin, to the power p.</summary>
            /// <param name="input">The scores, <c>[batch, classes]</c>.</param>
            /// <param name="target">The classes as 64-bit integers, <c>[batch]</c>.</param>
            /// <param name="p">The power, 1 or 2.</param>
            /// <param name="margin">The margin.</param>
            /// <param name="weight">What each class's loss is multiplied by, <c>[classes]</c>.</param>
            /// <param name="reduction">How the samples' losses become one.</param>
            public static Tensor multi_margin_loss(
                Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Op.MultiMarginLoss.Tensor(input, target, p, margin, weight, (long)reduction);

            private static Tensor Reduced(Tensor losses, Reduction reduction) => reduction switch
            {
                Reduction.Mean => losses.mean(),
                Reduction.Sum => losses.sum(),
                _ => losses,
            };
        }
    }
}

file static class Op
{
    public static readonly Operator MseLoss = new("mse_loss(self, target, reduction)");
    public static readonly Operator L1Loss = new("l1_loss(self, target, reduction)");
    public static readonly Operator SmoothL1Loss = new("smooth_l1_loss(self, target, reduction, beta)");
    public static readonly Operator HuberLoss = new("huber_loss(self, target, reduction, delta)");
    public static readonly Operator BinaryCrossEntropy = new("binary_cross_entropy(self, target, weight, reduction)");
    public static readonly Operator BinaryCrossEntropyWithLogits =
        new("binary_cross_entropy_with_logits(self, target, weight, pos_weight, reduction)");
    public static readonly Operator CrossEntropy = new("cross_entropy_loss(self, target, weight, reduction, ignore_index, label_smoothing)");
    public static readonly Operator NllLoss = new("nll_loss_nd(self, target, weight, reduction)");
    public static readonly Operator KlDiv = new("kl_div(self, target, reduction, log_target)");
    public static readonly Operator PoissonNllLoss = new("poisson_nll_loss(input, target, log_input, full, eps, reduction)");
    public static readonly Operator HingeEmbeddingLoss = new("hinge_embedding_loss(self, target, margin, reduction)");
    public static readonly Operator CosineEmbeddingLoss = new("cosine_embedding_loss(input1, input2, target, margin, reduction)");
    public static readonly Operator MarginRankingLoss = new("margin_ranking_loss(input1, input2, target, margin, reduction)");
    public static readonly Operator TripletMarginLoss =
        new("triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction)");
    public static readonly Operator SoftMarginLoss = new("soft_margin_loss(self, target, reduction)");
    public static readonly Operator MultiMarginLoss = new("multi_margin_loss(self, target, p, margin, weight, reduction)");
}
