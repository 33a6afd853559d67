using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The uniform distribution on an interval.</summary>
    public class Uniform : torch.distributions.Distribution
    {
        private readonly torch.Tensor _low;
        private readonly torch.Tensor _high;

        /// <summary>Makes the distribution of bounds that are broadcast together.</summary>
        /// <param name="low">The lower bound, which belongs to the interval.</param>
        /// <param name="high">The upper bound, which does not.</param>
        /// <param name="generator">What draws the samples; the default generator where null.</param>
        public Uniform(torch.Tensor low, torch.Tensor high, torch.Generator? generator = null)
            : base(generator, Broadcast(low, high))
        {
            _low = Keep(low, batch_shape.Shape);
            _high = Keep(high, batch_shape.Shape);
        }

        /// <inheritdoc/>
        public override torch.Tensor mean => InScope(() => (_high + _low) / 2);

        /// <summary>No value is the most probable: not a number.</summary>
        public override torch.Tensor mode => torch.full_like(_high, double.NaN);

        /// <inheritdoc/>
        public override torch.Tensor variance => InScope(() => (_high - _low).square() / 12);

        /// <inheritdoc/>
        public override torch.Tensor rsample(params long[] sample_shape) => InScope(() =>
            _low + torch.rand(ExtendedShape(sample_shape), _low.dtype, _low.device, generator: _generator) * (_high - _low));

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value) => InScope(() =>
        {
            var inside = _low.le(value).to_type(_low.dtype) * _high.gt(value).to_type(_low.dtype);
            return inside.log() - (_high - _low).log();
        });

        /// <inheritdoc/>
        public override torch.Tensor entropy() => InScope(() => (_high - _low).log());

        /// <inheritdoc/>
        public override torch.Tensor cdf(torch.Tensor value) => InScope(() => ((value - _low) / (_high - _low)).clamp(0.ToScalar(), 1.ToScalar()));

        /// <inheritdoc/>
        public override torch.Tensor icdf(torch.Tensor value) => InScope(() => value * (_high - _low) + _low);

        /// <inheritdoc/>
        public override torch.distributions.Distribution expand(torch.Size batch_shape, torch.distributions.Distribution? instance = null)
        {
            CheckNone(instance);
            using var scope = torch.NewDisposeScope();
            return new Uniform(_low.expand(batch_shape.Shape), _high.expand(batch_shape.Shape), _generator);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _low.Dispose();
            _high.Dispose();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The uniform distribution on an interval.</summary>
            /// <inheritdoc cref="Modules.Uniform(Tensor, Tensor, Generator)"/>
            public static Uniform Uniform(Tensor low, Tensor high, Generator? generator = null) => new(low, high, generator);
        }
    }
}
