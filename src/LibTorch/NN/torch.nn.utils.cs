using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers for training.</summary>
        public static class utils
        {
            /// <summary>Scales the gradients so that their common norm is no larger than a bound.</summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="max_norm">The bound.</param>
            /// <param name="norm_type">Which norm: 2 for the Euclidean.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                Tensor[] gradients = [.. tensors.Select(parameter => parameter.grad).OfType<Tensor>()];
                if (gradients.Length == 0)
                    return 0;
                var norms = stack(gradients.Select(gradient => linalg.vector_norm(gradient, norm_type)));
                var total = linalg.vector_norm(norms, norm_type).ToDouble();

                // The small term is PyTorch's: it keeps the quotient finite.
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                    Op.Mul_.Call(gradients, scale);
                return total;
            }

            /// <summary>Holds each element of the gradients within ± a bound.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All elements in one axis, parameter after parameter.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat([.. tensors.Select(parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            /// <summary>Writes a vector's elements to parameters, one after the other.</summary>
            /// <exception cref="ArgumentException">The vector has more or fewer elements than the parameters.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                if (vec.numel() != parameters.Sum(parameter => parameter.numel()))
                    throw new ArgumentException($"{vec.numel()} elements do not fill {parameters.Sum(parameter => parameter.numel())}.", nameof(vec));
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var start = 0L;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).view(parameter.shape));
                    start += parameter.numel();
                }
            }
        }
    }
}

file static class Op
{
    public static readonly Operator Mul_ = new("_foreach_mul_.Scalar(self, scalar)");
}
