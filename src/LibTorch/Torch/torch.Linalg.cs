namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra.</summary>
    public static class linalg
    {
        /// <summary>The eigenvalues, in ascending order, and eigenvectors of a symmetric matrix.</summary>
        /// <param name="input">The matrix, or a batch of matrices.</param>
        /// <param name="UPLO">Which triangle is read: L, the lower, or U.</param>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Op.Eigh.Pair(input, UPLO.ToString());

        /// <summary>The singular value decomposition U · diag(S) · Vᴴ.</summary>
        /// <param name="input">The matrix, or a batch of matrices.</param>
        /// <param name="fullMatrices">Square U and Vᴴ, or no wider than needed?</param>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Op.Svd.Triple(input, fullMatrices);

        /// <summary>The norm of all elements, or of the vectors or matrices along axes.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Op.Norm.Tensor(input, default(Scalar), dims, keepdim);

        /// <summary>A norm of all elements, or of the vectors or matrices along axes.</summary>
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Op.Norm.Tensor(input, ord, dims, keepdim);

        /// <summary>A vector norm, of all elements or along axes.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            Op.VectorNorm.Tensor(input, ord, dims, keepdim);
    }
}

file static class Op
{
    public static readonly Operator Eigh = new("linalg_eigh(self, UPLO)");
    public static readonly Operator Svd = new("linalg_svd(A, full_matrices)");
    public static readonly Operator Norm = new("linalg_norm(self, ord, dim, keepdim)");
    public static readonly Operator VectorNorm = new("linalg_vector_norm(self, ord, dim, keepdim)");
}
