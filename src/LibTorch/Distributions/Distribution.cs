namespace TorchSharp;

public static partial class torch
{
    /// <summary>Probability distributions.</summary>
    public static partial class distributions
    {
        /// <summary>
        /// A distribution, or a batch of them. It keeps its parameters, whatever scope is closed, until it is disposed; what it computes belongs
        /// to the scope of the call. A generator stays the caller's.
        /// </summary>
        public abstract class Distribution : IDisposable
        {
            /// <summary>What draws the samples; the default generator where null.</summary>
            private protected readonly Generator? _generator;

            private protected Distribution(Generator? generator, Size batch_shape, Size? event_shape = null)
            {
                _generator = generator;
                this.batch_shape = batch_shape;
                this.event_shape = event_shape ?? Size.Empty;
            }

            /// <summary>The axes along which distributions are independent, each with parameters of its own.</summary>
            public Size batch_shape { get; }

            /// <summary>The axes of one event.</summary>
            public Size event_shape { get; }

            /// <summary>The mean.</summary>
            public abstract Tensor mean { get; }

            /// <summary>The most probable value.</summary>
            /// <exception cref="NotSupportedException">The distribution does not know it.</exception>
            public virtual Tensor mode => throw Unknown("mode");

            /// <summary>The variance.</summary>
            public abstract Tensor variance { get; }

            /// <summary>The standard deviation.</summary>
            public virtual Tensor stddev => InScope(() => variance.sqrt());

            /// <summary>Draws values, through which no gradient flows.</summary>
            /// <param name="sample_shape">The axes before those of the batch and of the event.</param>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using var _ = no_grad();
                return rsample(sample_shape);
            }

            /// <inheritdoc cref="sample(long[])"/>
            public Tensor sample(Size sample_shape) => sample(sample_shape.Shape);

            /// <summary>Draws values, through which gradients flow to the parameters where the distribution is continuous.</summary>
            /// <param name="sample_shape">The axes before those of the batch and of the event.</param>
            public abstract Tensor rsample(params long[] sample_shape);

            /// <inheritdoc cref="rsample(long[])"/>
            public Tensor rsample(Size sample_shape) => rsample(sample_shape.Shape);

            /// <summary>The logarithm of the density, or of the probability, at values.</summary>
            public abstract Tensor log_prob(Tensor value);

            /// <summary>The entropy, in nats.</summary>
            public abstract Tensor entropy();

            /// <summary>The exponential of the entropy.</summary>
            public virtual Tensor perplexity() => InScope(() => entropy().exp());

            /// <summary>The probability of values up to these.</summary>
            /// <exception cref="NotSupportedException">The distribution does not know it.</exception>
            public virtual Tensor cdf(Tensor value) => throw Unknown("cdf");

            /// <summary>The values up to which there are these probabilities.</summary>
            /// <exception cref="NotSupportedException">The distribution does not know it.</exception>
            public virtual Tensor icdf(Tensor value) => throw Unknown("icdf");

            /// <summary>The same distribution for a larger batch.</summary>
            /// <param name="batch_shape">The batch's shape.</param>
            /// <param name="instance">Null: a distribution is made.</param>
            public abstract Distribution expand(Size batch_shape, Distribution? instance = null);

            /// <summary>Releases the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Releases the parameters.</summary>
            /// <param name="disposing">Is it disposed, and not finalised?</param>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>The shape of samples: the sample's axes, the batch's, and the event's.</summary>
            protected long[] ExtendedShape(params long[] sample_shape) => [.. sample_shape, .. batch_shape, .. event_shape];

            /// <summary>Probabilities of log-odds, or of unnormalised logarithms along the last axis.</summary>
            protected Tensor LogitsToProbs(Tensor logits, bool isBinary = false) => isBinary ? logits.sigmoid() : Op.Softmax.Tensor(logits, -1);

            /// <summary>Log-odds of probabilities, or their logarithms.</summary>
            protected Tensor ProbsToLogits(Tensor probs, bool isBinary = false) => InScope(() =>
            {
                var inside = ClampProbs(probs);
                return isBinary ? inside.log() - (-inside).log1p() : inside.log();
            });

            /// <summary>Keeps probabilities so far from 0 and 1 that their logarithms are finite.</summary>
            protected Tensor ClampProbs(Tensor probs)
            {
                var smallest = probs.dtype switch
                {
                    ScalarType.Float64 => double.BitIncrement(1) - 1,
                    ScalarType.Float16 => 1.0 / (1 << 10),
                    ScalarType.BFloat16 => 1.0 / (1 << 7),
                    _ => float.BitIncrement(1) - 1,
                };
                return probs.clamp(smallest, 1 - smallest);
            }

            /// <summary>Computes a tensor, and disposes what is needed on the way.</summary>
            private protected static Tensor InScope(Func<Tensor> compute)
            {
                using var scope = NewDisposeScope();
                return compute().MoveToOuterDisposeScope();
            }

            /// <summary>A view of a parameter that lives until the distribution is disposed.</summary>
            private protected static Tensor Keep(Tensor parameter, params long[] shape) => parameter.expand(shape).DetachFromDisposeScope();

            /// <exception cref="ArgumentException">An instance was passed.</exception>
            private protected static void CheckNone(Distribution? instance)
            {
                if (instance is not null)
                    throw new ArgumentException("A distribution is made anew: pass no instance.", nameof(instance));
            }

            private protected static long[] Broadcast(Tensor first, Tensor second)
            {
                using var scope = NewDisposeScope();
                return Op.Broadcast.Tensors((Tensor[])[first, second])[0].shape;
            }

            private NotSupportedException Unknown(string what) => new($"{GetType().Name} has no {what}.");
        }
    }
}

file static class Op
{
    public static readonly Operator Softmax = new("softmax.int(self, dim)");
    public static readonly Operator Broadcast = new("broadcast_tensors(tensors)");
}
