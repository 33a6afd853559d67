namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Each channel, less its mean and divided by its deviation (Ioffe and Szegedy 2015, arXiv:1502.03167, algorithm 1).</summary>
            /// <param name="input">The input, with channels in the second axis.</param>
            /// <param name="running_mean">The channels' running means; those used are of the batch where null or in training.</param>
            /// <param name="running_var">The channels' running variances.</param>
            /// <param name="weight">What the result's channels are multiplied by.</param>
            /// <param name="bias">What is added to them.</param>
            /// <param name="training">Take the batch's statistics, and have the running ones follow?</param>
            /// <param name="momentum">The part of the batch in the running statistics.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <exception cref="ArgumentException">In training, a channel has one value only.</exception>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-05)
            {
                if (training && input.numel() == input.size(1))
                    throw new ArgumentException($"Expected more than 1 value per channel when training, got input size [{Listed(input)}]", nameof(input));
                return Op.BatchNorm.Tensor(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            /// <summary>Each channel of each sample, less its mean and divided by its deviation.</summary>
            /// <param name="input">The input, <c>[batch, channels, …]</c>.</param>
            /// <param name="running_mean">The channels' running means.</param>
            /// <param name="running_var">The channels' running variances.</param>
            /// <param name="weight">What the result's channels are multiplied by.</param>
            /// <param name="bias">What is added to them.</param>
            /// <param name="use_input_stats">Take the sample's statistics, and have the running ones follow?</param>
            /// <param name="momentum">The part of the batch in the running statistics.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <exception cref="ArgumentException">A channel of a sample has one value only.</exception>
            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-05)
            {
                if (use_input_stats && input.numel() == input.size(0) * input.size(1))
                    throw new ArgumentException($"Expected more than 1 spatial element when training, got input size [{Listed(input)}]", nameof(input));
                return Op.InstanceNorm.Tensor(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);
            }

            /// <summary>Each sample, less its mean and divided by its deviation (Ba et al. 2016, arXiv:1607.06450).</summary>
            /// <param name="input">The input.</param>
            /// <param name="normalized_shape">The lengths of the last axes, over which the statistics are taken.</param>
            /// <param name="weight">What the result's elements are multiplied by.</param>
            /// <param name="bias">What is added to them.</param>
            /// <param name="eps">What is added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                Op.LayerNorm.Tensor(input, normalized_shape, weight, bias, eps);

            /// <summary>Each group of channels of each sample, less its mean and divided by its deviation (Wu and He 2018, arXiv:1803.08494).</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                Op.GroupNorm.Tensor(input, num_groups, weight, bias, eps);

            /// <summary>The input, divided by its norm along an axis.</summary>
            /// <param name="input">The input.</param>
            /// <param name="p">Which norm: 2 for the Euclidean.</param>
            /// <param name="dim">The axis.</param>
            /// <param name="eps">The least divisor.</param>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = Op.Norm.Tensor(input, p, new[] { dim }, true);
                using var divisor = norm.clamp(eps);
                return input / divisor;
            }

            private static string Listed(Tensor tensor) => string.Join(", ", tensor.shape);
        }
    }
}

file static class Op
{
    public static readonly Operator BatchNorm =
        new("batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled)");
    public static readonly Operator InstanceNorm =
        new("instance_norm(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn_enabled)");
    public static readonly Operator LayerNorm = new("layer_norm(input, normalized_shape, weight, bias, eps)");
    public static readonly Operator GroupNorm = new("group_norm(input, num_groups, weight, bias, eps)");
    public static readonly Operator Norm = new("norm.ScalarOpt_dim(self, p, dim, keepdim)");
}
