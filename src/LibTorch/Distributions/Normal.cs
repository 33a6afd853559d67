using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The normal distribution.</summary>
    public class Normal : torch.distributions.Distribution
    {
        private readonly torch.Tensor _loc;
        private readonly torch.Tensor _scale;

        /// <summary>Makes the distribution of parameters that are broadcast together.</summary>
        /// <param name="loc">The mean.</param>
        /// <param name="scale">The standard deviation.</param>
        /// <param name="generator">What draws the samples; the default generator where null.</param>
        public Normal(torch.Tensor loc, torch.Tensor scale, torch.Generator? generator = null)
            : base(generator, Broadcast(loc, scale))
        {
            _loc = Keep(loc, batch_shape.Shape);
            _scale = Keep(scale, batch_shape.Shape);
        }

        /// <inheritdoc/>
        public override torch.Tensor mean => _loc;

        /// <inheritdoc/>
        public override torch.Tensor mode => _loc;

        /// <inheritdoc/>
        public override torch.Tensor stddev => _scale;

        /// <inheritdoc/>
        public override torch.Tensor variance => _scale.square();

        /// <inheritdoc/>
        public override torch.Tensor rsample(params long[] sample_shape) => InScope(() =>
            _loc + torch.empty(ExtendedShape(sample_shape), _loc.dtype, _loc.device).normal_(generator: _generator) * _scale);

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value) => InScope(() =>
            -(value - _loc).square() / (2 * variance) - _scale.log() - Math.Log(Math.Sqrt(2 * Math.PI)));

        /// <inheritdoc/>
        public override torch.Tensor entropy() => InScope(() => _scale.log() + (0.5 + 0.5 * Math.Log(2 * Math.PI)));

        /// <inheritdoc/>
        public override torch.Tensor cdf(torch.Tensor value) => InScope(() =>
            0.5 * (1 + Op.Erf.Tensor((value - _loc) / _scale / Math.Sqrt(2))));

        /// <inheritdoc/>
        public override torch.Tensor icdf(torch.Tensor value) => InScope(() =>
            _loc + _scale * Op.Erfinv.Tensor(2 * value - 1) * Math.Sqrt(2));

        /// <inheritdoc/>
        public override torch.distributions.Distribution expand(torch.Size batch_shape, torch.distributions.Distribution? instance = null)
        {
            CheckNone(instance);
            using var scope = torch.NewDisposeScope();
            return new Normal(_loc.expand(batch_shape.Shape), _scale.expand(batch_shape.Shape), _generator);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _loc.Dispose();
            _scale.Dispose();
        }
    }

    file static class Op
    {
        public static readonly Operator Erf = new("erf(self)");
        public static readonly Operator Erfinv = new("erfinv(self)");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The normal distribution.</summary>
            /// <inheritdoc cref="Modules.Normal(Tensor, Tensor, Generator)"/>
            public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

            /// <summary>The normal distribution of one number in single precision.</summary>
            /// <inheritdoc cref="Modules.Normal(Tensor, Tensor, Generator)"/>
            public static Normal Normal(float loc, float scale = 1, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);

            /// <summary>The normal distribution of one number in double precision.</summary>
            /// <inheritdoc cref="Modules.Normal(Tensor, Tensor, Generator)"/>
            public static Normal Normal(double loc, double scale = 1, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);
        }
    }
}
