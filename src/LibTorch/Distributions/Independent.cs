using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A batch of distributions, of which the last axes are one event: their logarithms are summed.</summary>
    public class Independent : torch.distributions.Distribution
    {
        private readonly torch.distributions.Distribution _base;
        private readonly int _axes;

        /// <summary>Joins distributions; they are disposed with this one.</summary>
        /// <param name="base_distribution">The distributions, with a generator of their own.</param>
        /// <param name="reinterpreted_batch_ndims">The number of axes of the batch that become axes of the event.</param>
        /// <param name="generator">Not used: the distributions have theirs.</param>
        /// <exception cref="ArgumentException">The batch has fewer axes.</exception>
        public Independent(torch.distributions.Distribution base_distribution, int reinterpreted_batch_ndims, torch.Generator? generator = null)
            : base(generator, Kept(base_distribution, reinterpreted_batch_ndims), Joined(base_distribution, reinterpreted_batch_ndims))
        {
            _base = base_distribution;
            _axes = reinterpreted_batch_ndims;
        }

        /// <inheritdoc/>
        public override torch.Tensor mean => _base.mean;

        /// <inheritdoc/>
        public override torch.Tensor mode => _base.mode;

        /// <inheritdoc/>
        public override torch.Tensor variance => _base.variance;

        /// <inheritdoc/>
        public override torch.Tensor sample(params long[] sample_shape) => _base.sample(sample_shape);

        /// <inheritdoc/>
        public override torch.Tensor rsample(params long[] sample_shape) => _base.rsample(sample_shape);

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value) => InScope(() => Sum(_base.log_prob(value)));

        /// <inheritdoc/>
        public override torch.Tensor entropy() => InScope(() => Sum(_base.entropy()));

        /// <inheritdoc/>
        public override torch.distributions.Distribution expand(torch.Size batch_shape, torch.distributions.Distribution? instance = null)
        {
            CheckNone(instance);
            return new Independent(_base.expand(batch_shape + event_shape.Slice(0, _axes)), _axes, _generator);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _base.Dispose();
        }

        private torch.Tensor Sum(torch.Tensor value) => _axes == 0 ? value : value.flatten(-_axes, -1).sum(-1);

        private static torch.Size Kept(torch.distributions.Distribution parts, int axes) => axes >= 0 && axes <= parts.batch_shape.Length
            ? parts.batch_shape.Slice(0, parts.batch_shape.Length - axes)
            : throw new ArgumentException($"A batch of {parts.batch_shape.Length} axes has no {axes} to join.");

        private static torch.Size Joined(torch.distributions.Distribution parts, int axes) =>
            parts.batch_shape.Slice(parts.batch_shape.Length - axes, parts.batch_shape.Length) + parts.event_shape;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>A batch of distributions, of which the last axes are one event.</summary>
            /// <param name="base_distribution">The distributions, with a generator of their own; they are disposed with this one.</param>
            /// <param name="reinterpreted_batch_dims">The number of axes of the batch that become axes of the event.</param>
            /// <param name="generator">Not used: the distributions have theirs.</param>
            /// <exception cref="ArgumentException">The batch has fewer axes.</exception>
            public static Independent Independent(Distribution base_distribution, int reinterpreted_batch_dims, Generator? generator = null) =>
                new(base_distribution, reinterpreted_batch_dims, generator);
        }
    }
}
