using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The distribution of the integers from 0, whose probabilities lie along the last axis.</summary>
    public class Categorical : torch.distributions.Distribution
    {
        private readonly torch.Tensor? _probs;
        private readonly torch.Tensor? _logits;

        /// <summary>Makes the distribution of probabilities or of their logarithms, which need not be normalised.</summary>
        /// <param name="probs">The probabilities.</param>
        /// <param name="logits">Their logarithms.</param>
        /// <param name="generator">What draws the samples; the default generator where null.</param>
        /// <exception cref="ArgumentException">Both are passed, or neither, or there is no axis.</exception>
        public Categorical(torch.Tensor? probs = null, torch.Tensor? logits = null, torch.Generator? generator = null)
            : base(generator, BatchShape(OneOf(probs, logits)))
        {
            using var scope = torch.NewDisposeScope();
            _probs = probs is null ? null : (probs / probs.sum(-1, true)).DetachFromDisposeScope();
            _logits = logits is null ? null : (logits - logits.logsumexp(-1, true)).DetachFromDisposeScope();
        }

        /// <summary>The probabilities.</summary>
        public torch.Tensor probs => _probs ?? LogitsToProbs(_logits!);

        /// <summary>The logarithms of the probabilities.</summary>
        public torch.Tensor logits => _logits ?? ProbsToLogits(_probs!);

        /// <summary>The shape of the probabilities.</summary>
        public long[] param_shape => (_probs ?? _logits)!.shape;

        /// <summary>Categories have no mean: not a number.</summary>
        public override torch.Tensor mean => torch.full(ExtendedShape(), double.NaN, (_probs ?? _logits)!.dtype, (_probs ?? _logits)!.device);

        /// <summary>Categories have no variance: not a number.</summary>
        public override torch.Tensor variance => mean;

        /// <summary>Draws categories; no gradient flows through them.</summary>
        /// <param name="sample_shape">The axes before those of the batch.</param>
        public override torch.Tensor rsample(params long[] sample_shape) => InScope(() =>
        {
            var rows = probs.reshape(-1, param_shape[^1]);
            return Op.Multinomial.Tensor(rows, sample_shape.TotalSize(), true, _generator).t().reshape(ExtendedShape(sample_shape));
        });

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value) => InScope(() =>
        {
            var index = value.to_type(torch.int64).unsqueeze(-1);
            var shape = Broadcast(index, logits);
            return logits.expand(shape).gather(-1, index.expand(shape).narrow(-1, 0, 1)).squeeze(-1);
        });

        /// <inheritdoc/>
        public override torch.Tensor entropy() => InScope(() =>
        {
            // An impossible category adds nothing: its logarithm is kept finite.
            var lowest = logits.dtype == torch.float64 ? double.MinValue : float.MinValue;
            return -(logits.clamp(lowest) * probs).sum(-1);
        });

        /// <inheritdoc/>
        public override torch.distributions.Distribution expand(torch.Size batch_shape, torch.distributions.Distribution? instance = null)
        {
            CheckNone(instance);
            using var scope = torch.NewDisposeScope();
            long[] shape = [.. batch_shape, param_shape[^1]];
            return new Categorical(_probs?.expand(shape), _logits?.expand(shape), _generator);
        }

        /// <exception cref="ArgumentException">Both are passed, or neither.</exception>
        internal static torch.Tensor OneOf(torch.Tensor? probs, torch.Tensor? logits) => (probs, logits) switch
        {
            ({ } some, null) => some,
            (null, { } some) => some,
            _ => throw new ArgumentException("Pass either the probabilities or the logits."),
        };

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _probs?.Dispose();
            _logits?.Dispose();
        }

        private static long[] BatchShape(torch.Tensor parameter) =>
            parameter.dim() > 0 ? parameter.shape[..^1] : throw new ArgumentException("The probabilities lie along the last axis: at least one is needed.");
    }

    file static class Op
    {
        public static readonly Operator Multinomial = new("multinomial(self, num_samples, replacement, generator)");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The distribution of the integers from 0, whose probabilities lie along the last axis.</summary>
            /// <inheritdoc cref="Modules.Categorical(Tensor, Tensor, Generator)"/>
            public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

            /// <summary>The distribution of the integers from 0, all with the same probability.</summary>
            /// <param name="categories">The number of integers.</param>
            /// <param name="generator">What draws the samples; the default generator where null.</param>
            public static Categorical Categorical(int categories, Generator? generator = null) => new(ones(categories), null, generator);
        }
    }
}
