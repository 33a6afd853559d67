namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Ones at the places that integers name, in a new last axis, and zeros elsewhere.</summary>
            /// <param name="x">The 64-bit integers.</param>
            /// <param name="num_classes">The new axis's length; one more than the largest integer where negative.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Op.OneHot.Tensor(x, num_classes);

            /// <summary>The cosine of the angle between vectors along an axis.</summary>
            /// <param name="x1">The first vectors.</param>
            /// <param name="x2">The second vectors.</param>
            /// <param name="dim">The axis.</param>
            /// <param name="eps">The least divisor.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-08) =>
                Op.CosineSimilarity.Tensor(x1, x2, dim, eps);

            /// <summary>The distance between vectors along the last axis.</summary>
            /// <param name="input1">The first vectors.</param>
            /// <param name="input2">The second vectors.</param>
            /// <param name="p">Which norm: 2 for the Euclidean.</param>
            /// <param name="eps">What is added to the differences.</param>
            /// <param name="keepdim">Does the axis stay, with length 1?</param>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1e-06, bool keepdim = false) =>
                Op.PairwiseDistance.Tensor(input1, input2, p, eps, keepdim);
        }
    }
}

file static class Op
{
    public static readonly Operator OneHot = new("one_hot(self, num_classes)");
    public static readonly Operator CosineSimilarity = new("cosine_similarity(x1, x2, dim, eps)");
    public static readonly Operator PairwiseDistance = new("pairwise_distance(x1, x2, p, eps, keepdim)");
}
