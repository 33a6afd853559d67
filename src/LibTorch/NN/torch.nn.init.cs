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
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var std = calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
                var bound = Math.Sqrt(3) * std;
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Writes uniform numbers in ±gain · √(6 / (fan in + fan out)) (Glorot and Bengio 2010, equation 16).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var std = gain * Math.Sqrt(2.0 / (fanIn + fanOut));
                var bound = Math.Sqrt(3) * std;
                return uniform_(tensor, -bound, bound);
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
