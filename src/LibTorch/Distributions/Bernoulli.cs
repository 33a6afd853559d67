using TorchSharp.Modules;
using static TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules
{
    /// <summary>The distribution of 1, with a probability, and 0.</summary>
    public class Bernoulli : torch.distributions.Distribution
    {
        private readonly torch.Tensor? _probs;
        private readonly torch.Tensor? _logits;

        /// <summary>Makes the distribution of probabilities or of log-odds.</summary>
        /// <param name="p">The probability of 1.</param>
        /// <param name="l">Its log-odds.</param>
        /// <param name="generator">What draws the samples; the default generator where null.</param>
        /// <exception cref="ArgumentException">Both are passed, or neither.</exception>
        public Bernoulli(torch.Tensor? p = null, torch.Tensor? l = null, torch.Generator? generator = null)
            : base(generator, Categorical.OneOf(p, l).shape)
        {
            _probs = p?.alias().DetachFromDisposeScope();
            _logits = l?.alias().DetachFromDisposeScope();
        }

        /// <summary>The probability of 1.</summary>
        public torch.Tensor probs => _probs ?? LogitsToProbs(_logits!, true);

        /// <summary>The log-odds of 1.</summary>
        public torch.Tensor logits => _logits ?? ProbsToLogits(_probs!, true);

        /// <inheritdoc/>
        public override torch.Tensor mean => probs;

        /// <inheritdoc/>
        public override torch.Tensor variance => InScope(() => probs * (1 - probs));

        /// <summary>Draws values; no gradient flows through them.</summary>
        /// <param name="sample_shape">The axes before those of the batch.</param>
        public override torch.Tensor rsample(params long[] sample_shape) => InScope(() =>
            probs.detach().expand(ExtendedShape(sample_shape)).bernoulli(_generator));

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value) => InScope(() =>
        {
            var shape = Broadcast(logits, value);
            return -binary_cross_entropy_with_logits(logits.expand(shape), value.expand(shape), reduction: torch.nn.Reduction.None);
        });

        /// <inheritdoc/>
        public override torch.Tensor entropy() => InScope(() => binary_cross_entropy_with_logits(logits, probs, reduction: torch.nn.Reduction.None));

        /// <inheritdoc/>
        public override torch.distributions.Distribution expand(torch.Size batch_shape, torch.distributions.Distribution? instance = null)
        {
            CheckNone(instance);
            using var scope = torch.NewDisposeScope();
            return new Bernoulli(_probs?.expand(batch_shape.Shape), _logits?.expand(batch_shape.Shape), _generator);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _probs?.Dispose();
            _logits?.Dispose();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The distribution of 1, with a probability or log-odds, and 0.</summary>
            /// <inheritdoc cref="Modules.Bernoulli(Tensor, Tensor, Generator)"/>
            public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

            /// <summary>The distribution of 1, with a probability or log-odds in single precision, and 0.</summary>
            /// <inheritdoc cref="Modules.Bernoulli(Tensor, Tensor, Generator)"/>
            public static Bernoulli Bernoulli(float? probs, float? logits, Generator? generator = null) =>
                new(probs is { } p ? tensor(p) : null, logits is { } l ? tensor(l) : null, generator);

            /// <summary>The distribution of 1, with a probability or log-odds in double precision, and 0.</summary>
            /// <inheritdoc cref="Modules.Bernoulli(Tensor, Tensor, Generator)"/>
            public static Bernoulli Bernoulli(double? probs, double? logits, Generator? generator = null) =>
                new(probs is { } p ? tensor(p) : null, logits is { } l ? tensor(l) : null, generator);
        }
    }
}
