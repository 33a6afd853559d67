namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of weights, as PyTorch draws them.</summary>
        public static class init
        {
            /// <summary>Which side's fan sets the variance.</summary>
            public enum FanInOut
            {
                /// <summary>The inputs of one output.</summary>
                FanIn,

                /// <summary>The outputs of one input.</summary>
                FanOut,
            }

            /// <summary>What follows a layer, for <see cref="calculate_gain"/>.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear,

                /// <summary>A convolution.</summary>
                Conv1D,

                /// <summary>A convolution.</summary>
                Conv2D,

                /// <summary>A convolution.</summary>
                Conv3D,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose1D,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose2D,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose3D,

                /// <summary>The logistic function.</summary>
                Sigmoid,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh,

                /// <summary>The rectifier.</summary>
                ReLU,

                /// <summary>The leaky rectifier.</summary>
                LeakyReLU,
            }

            /// <summary>By how much the weights before a nonlinearity are larger.</summary>
            /// <param name="nonlinearity">The nonlinearity.</param>
            /// <param name="param">The leaky rectifier's slope.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>The inputs of one output, and the outputs of one input.</summary>
            /// <param name="tensor">The weights, <c>[outputs, inputs, kernel…]</c>.</param>
            /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("A tensor of fewer than two axes has no fans.", nameof(tensor));
                var area = shape[2..].TotalSize();
                return (shape[1] * area, shape[0] * area);
            }

            /// <summary>Writes uniform numbers.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var _ = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            /// <summary>Writes normal numbers.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var _ = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <summary>Writes one value everywhere.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var _ = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>Writes zero everywhere.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Writes one everywhere.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Writes uniform numbers in ±gain · √(3 / fan) (He et al. 2015, arXiv:1502.01852, equation 14).</summary>
            /// <param name="tensor">The weights.</param>
            /// <param name="a">The slope of the leaky rectifier that follows.</param>
            /// <param name="mode">Which fan.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Writes uniform numbers in ±gain · √(6 / (fan in + fan out)) (Glorot and Bengio 2010, equation 16).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Writes normal numbers of deviation gain / √fan (He et al. 2015, arXiv:1502.01852, equation 14).</summary>
            /// <param name="tensor">The weights.</param>
            /// <param name="a">The slope of the leaky rectifier that follows.</param>
            /// <param name="mode">Which fan.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>Writes normal numbers of deviation gain · √(2 / (fan in + fan out)) (Glorot and Bengio 2010, equation 12).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            /// <summary>The same as <see cref="xavier_normal_"/>, which is named after the same author.</summary>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            /// <summary>The same as <see cref="xavier_uniform_"/>, which is named after the same author.</summary>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <summary>Writes normal numbers, drawn within two bounds by inverting their distribution function.</summary>
            /// <param name="tensor">The weights.</param>
            /// <param name="mean">The mean before the bounds are set.</param>
            /// <param name="std">The deviation before the bounds are set.</param>
            /// <param name="a">The lower bound.</param>
            /// <param name="b">The upper bound.</param>
            /// <param name="generator">What draws; the default generator where null.</param>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                using var _ = no_grad();
                using var bounds = torch.tensor(new[] { (a - mean) / std / Math.Sqrt(2), (b - mean) / std / Math.Sqrt(2) });
                using var erf = Op.Erf.Tensor(bounds);
                var limits = erf.data<double>().ToArray();
                tensor.uniform_(limits[0], limits[1], generator);
                Op.Erfinv_.Call(tensor);
                return tensor.mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
            }

            /// <summary>Writes the identity matrix.</summary>
            /// <exception cref="ArgumentException">There are not two axes.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.dim() != 2)
                    throw new ArgumentException("Only tensors with 2 dimensions are supported", nameof(tensor));
                return WriteDiagonal(tensor);
            }

            /// <summary>Writes a convolution's weights that give each channel as it is.</summary>
            /// <param name="tensor">The weights, <c>[outputs, inputs, kernel…]</c>.</param>
            /// <exception cref="ArgumentException">There are not three to five axes.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                if (tensor.dim() is < 3 or > 5)
                    throw new ArgumentException("Only tensors with 3, 4, or 5 dimensions are supported", nameof(tensor));
                return WriteDiagonal(tensor);
            }

            /// <summary>Writes a random matrix with orthonormal rows or columns, times the gain (Saxe et al. 2013, arXiv:1312.6120).</summary>
            /// <param name="tensor">The weights; the axes after the first count as one.</param>
            /// <param name="gain">The factor.</param>
            /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.dim() < 2)
                    throw new ArgumentException("Only tensors with 2 or more dimensions are supported", nameof(tensor));
                if (tensor.numel() == 0)
                    return tensor;
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var (rows, columns) = (tensor.size(0), tensor.numel() / tensor.size(0));
                var drawn = empty(rows, columns, tensor.dtype, tensor.device).normal_();
                var (q, r) = Op.Qr.Pair(rows < columns ? drawn.t() : drawn);

                // The signs make the distribution uniform.
                var signed = q * Op.Diagonal.Tensor(r, 0, 1).sign();
                tensor.copy_((rows < columns ? signed.t() : signed).reshape(tensor.shape));
                return tensor.mul_(gain);
            }

            /// <summary>Writes normal numbers, and zeros at random places of each column (Martens 2010).</summary>
            /// <param name="tensor">The weights, with two axes.</param>
            /// <param name="sparsity">The part of each column that is zero.</param>
            /// <param name="std">The deviation.</param>
            /// <exception cref="ArgumentException">There are not two axes.</exception>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                if (tensor.dim() != 2)
                    throw new ArgumentException("Only tensors with 2 dimensions are supported", nameof(tensor));
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var (rows, columns) = (tensor.size(0), tensor.size(1));
                tensor.normal_(0, std);
                for (var column = 0; column < columns; column++)
                {
                    var zeros = randperm(rows, device: tensor.device).narrow(0, 0, (long)Math.Ceiling(sparsity * rows));
                    Op.IndexFill_.Call(tensor.select(1, column), 0, zeros, 0.0);
                }
                return tensor;
            }

            /// <summary>Zeros but for ones where output and input have the same number, in the kernel's centre.</summary>
            private static Tensor WriteDiagonal(Tensor tensor)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                tensor.zero_();
                var centre = tensor;
                while (centre.dim() > 2)
                    centre = centre.select(2, centre.size(2) / 2);
                Op.Diagonal.Tensor(centre, 0, 1).fill_(1);
                return tensor;
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            /// <summary>What PyTorch's linear layers and convolutions begin with: the weights first, and then the bias.</summary>
            internal static void ResetLinear(Tensor weight, Tensor? bias)
            {
                kaiming_uniform_(weight, Math.Sqrt(5));
                if (bias is null)
                    return;
                var (fanIn, _) = CalculateFanInAndFanOut(weight);
                var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                uniform_(bias, -bound, bound);
            }
        }
    }
}

file static class Op
{
    public static readonly Operator Erf = new("erf(self)");
    public static readonly Operator Erfinv_ = new("erfinv_(self)");
    public static readonly Operator Diagonal = new("diagonal(self, dim1, dim2)");
    public static readonly Operator Qr = new("linalg_qr(A)");
    public static readonly Operator IndexFill_ = new("index_fill_.int_Scalar(self, dim, index, value)");
}
