using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>What batch and instance normalisation share: weights, and running statistics.</summary>
    public abstract class NormBase : nn.Module<Tensor, Tensor>
    {
        private protected NormBase(
            long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
            : base(name)
        {
            (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
            if (affine)
            {
                weight = Learned(nameof(weight), ones(num_features, dtype, device));
                bias = Learned(nameof(bias), zeros(num_features, dtype, device));
            }
            if (track_running_stats)
            {
                running_mean = Buffered(nameof(running_mean), zeros(num_features, dtype, device));
                running_var = Buffered(nameof(running_var), ones(num_features, dtype, device));
                num_batches_tracked = Buffered(nameof(num_batches_tracked), zeros([], int64, device));
            }
        }

        /// <summary>The number of channels.</summary>
        public long num_features { get; }

        /// <summary>What is added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>The part of a batch in the running statistics; where null, those are the mean over all batches.</summary>
        public double? momentum { get; set; }

        /// <summary>Are there weights?</summary>
        public bool affine => weight is not null;

        /// <summary>Are there running statistics?</summary>
        public bool track_running_stats => running_mean is not null;

        /// <summary>What the result's channels are multiplied by.</summary>
        public Parameter? weight { get; }

        /// <summary>What is added to them.</summary>
        public Parameter? bias { get; }

        /// <summary>The channels' running means.</summary>
        public Tensor? running_mean { get; }

        /// <summary>The channels' running variances.</summary>
        public Tensor? running_var { get; }

        /// <summary>How many batches the running statistics are of.</summary>
        public Tensor? num_batches_tracked { get; }

        /// <summary>Forgets the running statistics.</summary>
        public void reset_running_stats()
        {
            running_mean?.zero_();
            running_var?.fill_(1);
            num_batches_tracked?.zero_();
        }

        /// <summary>Forgets the running statistics and what was learned.</summary>
        public void reset_parameters()
        {
            reset_running_stats();
            if (weight is not null)
                nn.init.ones_(weight);
            if (bias is not null)
                nn.init.zeros_(bias);
        }

        /// <summary>Throws where the input has not as many axes as the layer takes.</summary>
        /// <exception cref="ArgumentException">It has not.</exception>
        protected abstract void ValidateInputDimensions(Tensor input);

        private protected static void Validate(Tensor input, params ReadOnlySpan<long> axes)
        {
            if (!axes.Contains(input.dim()))
                throw new ArgumentException($"expected {string.Join("D or ", axes.ToArray())}D input (got {input.dim()}D input)", nameof(input));
        }

        private Tensor Buffered(string name, Tensor values)
        {
            register_buffer(name, values.DetachFromDisposeScope());
            return values;
        }
    }

    /// <summary>What batch normalisation shares, whatever the number of axes (Ioffe and Szegedy 2015, arXiv:1502.03167).</summary>
    public abstract class BatchNorm : NormBase
    {
        private protected BatchNorm(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            var factor = momentum ?? 0;
            if (training && num_batches_tracked is not null)
            {
                num_batches_tracked.add_(1);
                factor = momentum ?? 1.0 / num_batches_tracked.ToInt64();
            }
            return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, factor, eps);
        }
    }

    /// <summary>Batch normalisation of lines or vectors, <c>[batch, channels, length]</c>.</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input) => Validate(input, 2, 3);
    }

    /// <summary>Batch normalisation of images, <c>[batch, channels, height, width]</c>.</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input) => Validate(input, 4);
    }

    /// <summary>Batch normalisation of volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
    public sealed class BatchNorm3d : BatchNorm
    {
        internal BatchNorm3d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm3d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input) => Validate(input, 5);
    }

    /// <summary>What instance normalisation shares, whatever the number of axes (Ulyanov et al. 2016, arXiv:1607.08022).</summary>
    public abstract class InstanceNorm : NormBase
    {
        private protected InstanceNorm(
            long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            if (input.dim() != GetNumberOfBatchDimensions())
                return Normalized(input);
            using var batch = input.unsqueeze(0);
            using var normalized = Normalized(batch);
            return normalized.squeeze(0);
        }

        /// <summary>The number of axes of one sample without a batch.</summary>
        protected abstract long GetNumberOfBatchDimensions();

        private Tensor Normalized(Tensor input) => nn.functional.instance_norm(
            input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0, eps);
    }

    /// <summary>Instance normalisation of lines, <c>[batch, channels, length]</c>.</summary>
    public sealed class InstanceNorm1d : InstanceNorm
    {
        internal InstanceNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm1d))
        {
        }

        /// <inheritdoc/>
        protected override long GetNumberOfBatchDimensions() => 2;

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input) => Validate(input, 2, 3);
    }

    /// <summary>Instance normalisation of images, <c>[batch, channels, height, width]</c>.</summary>
    public sealed class InstanceNorm2d : InstanceNorm
    {
        internal InstanceNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm2d))
        {
        }

        /// <inheritdoc/>
        protected override long GetNumberOfBatchDimensions() => 3;

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input) => Validate(input, 3, 4);
    }

    /// <summary>Instance normalisation of volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
    public sealed class InstanceNorm3d : InstanceNorm
    {
        internal InstanceNorm3d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm3d))
        {
        }

        /// <inheritdoc/>
        protected override long GetNumberOfBatchDimensions() => 4;

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input) => Validate(input, 4, 5);
    }

    /// <summary>Each sample, less its mean and divided by its deviation over the last axes (Ba et al. 2016, arXiv:1607.06450).</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            (this.normalized_shape, this.eps) = (normalized_shape, eps);
            if (!elementwise_affine)
                return;
            weight = Learned(nameof(weight), ones(normalized_shape, dtype, device));
            if (bias)
                this.bias = Learned(nameof(bias), zeros(normalized_shape, dtype, device));
        }

        /// <summary>The lengths of the last axes.</summary>
        public long[] normalized_shape { get; }

        /// <summary>What is added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Are there weights?</summary>
        public bool elementwise_affine => weight is not null;

        /// <summary>What the result's elements are multiplied by.</summary>
        public Parameter? weight { get; }

        /// <summary>What is added to them.</summary>
        public Parameter? bias { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
    }

    /// <summary>Each group of channels of a sample, less its mean and divided by its deviation (Wu and He 2018, arXiv:1803.08494).</summary>
    public sealed class GroupNorm : nn.Module<Tensor, Tensor>
    {
        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
            : base(nameof(GroupNorm))
        {
            if (num_groups <= 0 || num_channels % num_groups != 0)
            {
                throw new ArgumentException(
                    $"num_channels must be divisible by num_groups: {num_groups} groups do not share {num_channels} channels.", nameof(num_channels));
            }
            (this.num_groups, this.eps) = (num_groups, eps);
            if (!affine)
                return;
            weight = Learned(nameof(weight), ones(num_channels, dtype, device));
            bias = Learned(nameof(bias), zeros(num_channels, dtype, device));
        }

        /// <summary>The number of groups.</summary>
        public long num_groups { get; }

        /// <summary>What is added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Are there weights?</summary>
        public bool affine => weight is not null;

        /// <summary>What the result's channels are multiplied by.</summary>
        public Parameter? weight { get; }

        /// <summary>What is added to them.</summary>
        public Parameter? bias { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalisation of lines or vectors, <c>[batch, channels, length]</c>.</summary>
            /// <param name="num_features">The number of channels.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <param name="momentum">The part of a batch in the running statistics.</param>
            /// <param name="affine">Are there weights?</param>
            /// <param name="track_running_stats">Are there running statistics, used in evaluation?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static BatchNorm1d BatchNorm1d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Batch normalisation of images, <c>[batch, channels, height, width]</c>.</summary>
            /// <inheritdoc cref="BatchNorm1d" path="/param"/>
            public static BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Batch normalisation of volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
            /// <inheritdoc cref="BatchNorm1d" path="/param"/>
            public static BatchNorm3d BatchNorm3d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Instance normalisation of lines, <c>[batch, channels, length]</c>.</summary>
            /// <param name="num_features">The number of channels.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <param name="momentum">The part of a batch in the running statistics.</param>
            /// <param name="affine">Are there weights?</param>
            /// <param name="track_running_stats">Are there running statistics, used in evaluation?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static InstanceNorm1d InstanceNorm1d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Instance normalisation of images, <c>[batch, channels, height, width]</c>.</summary>
            /// <inheritdoc cref="InstanceNorm1d" path="/param"/>
            public static InstanceNorm2d InstanceNorm2d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Instance normalisation of volumes, <c>[batch, channels, depth, height, width]</c>.</summary>
            /// <inheritdoc cref="InstanceNorm1d" path="/param"/>
            public static InstanceNorm3d InstanceNorm3d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Layer normalisation over the last axis.</summary>
            /// <inheritdoc cref="LayerNorm(long[], double, bool, bool, Device?, ScalarType?)" path="/param"/>
            public static LayerNorm LayerNorm(
                long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            /// <summary>Layer normalisation over the last axes.</summary>
            /// <param name="normalized_shape">The lengths of the last axes.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <param name="elementwise_affine">Are there weights?</param>
            /// <param name="bias">Is there a bias beside the weights?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            public static LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <summary>Group normalisation.</summary>
            /// <param name="num_groups">The number of groups.</param>
            /// <param name="num_channels">The number of channels, a multiple of the number of groups.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <param name="affine">Are there weights?</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Their type.</param>
            /// <exception cref="ArgumentException">The channels do not fall into the groups.</exception>
            public static GroupNorm GroupNorm(
                long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);
        }
    }
}
