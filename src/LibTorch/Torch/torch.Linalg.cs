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

        /// <summary>The eigenvalues, in ascending order, of a symmetric matrix.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Op.Eigvalsh.Tensor(input, UPLO.ToString());

        /// <summary>The singular values, in descending order.</summary>
        public static Tensor svdvals(Tensor input) => Op.Svdvals.Tensor(input);

        /// <summary>The QR decomposition into orthonormal columns and an upper triangle.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            Op.Qr.Pair(input, mode == QRMode.R ? "r" : mode.ToString().ToLowerInvariant());

        /// <summary>The lower triangle L with L · Lᵀ equal to a symmetric positive definite matrix.</summary>
        public static Tensor cholesky(Tensor input) => Op.Cholesky.Tensor(input);

        /// <summary>The LU decomposition with pivoting: the permutation P, L and U.</summary>
        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true) => Op.Lu.Triple(input, pivot);

        /// <summary>The solution X of A · X = B, or of X · A = B where left is false.</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Op.Solve.Tensor(A, B, left);

        /// <summary>The solution X of A · X = B, or of X · A = B where left is false, for a triangular A.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null) =>
            @out is null ? Op.SolveTriangular.Tensor(A, B, upper, left, unitriangular) : Op.SolveTriangularOut.InPlace(@out, A, B, upper, left, unitriangular);

        /// <summary>The least-squares solution of input · X = other.</summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) =>
            Op.Lstsq.Quadruple(input, other, default(double?));

        /// <summary>The least-squares solution of input · X = other; singular values below rcond times the largest count as zero.</summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) =>
            Op.Lstsq.Quadruple(input, other, rcond);

        /// <summary>The inverse of a matrix.</summary>
        public static Tensor inv(Tensor input) => Op.Inv.Tensor(input);

        /// <summary>The pseudo-inverse of a matrix; singular values below the tolerances count as zero.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Op.Pinv.Tensor(input, atol, rtol, hermitian);

        /// <summary>The number of singular values above the tolerances.</summary>
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Op.MatrixRank.Tensor(input, atol, rtol, hermitian);

        /// <summary>The determinant of a matrix.</summary>
        public static Tensor det(Tensor input) => Op.Det.Tensor(input);

        /// <summary>The sign of the determinant of a matrix, and the logarithm of its absolute value.</summary>
        public static (Tensor, Tensor) slogdet(Tensor input) => Op.Slogdet.Pair(input);

        /// <summary>The condition number of a matrix: its largest singular value over its smallest.</summary>
        public static Tensor cond(Tensor input) => Op.Cond.Tensor(input);

        /// <summary>A matrix norm by name: fro or nuc.</summary>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Op.MatrixNormNamed.Tensor(input, ord, dims ?? [-2, -1], keepdim);

        /// <summary>A matrix norm: ±1, ±2, or of either infinity.</summary>
        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            Op.MatrixNorm.Tensor(input, ord, dims ?? [-2, -1], keepdim);

        /// <summary>The exponential of a matrix.</summary>
        public static Tensor matrix_exp(Tensor input) => Op.MatrixExp.Tensor(input);

        /// <summary>The product of a chain of matrices, in the cheapest order.</summary>
        public static Tensor multi_dot(IList<Tensor> tensors) => Op.MultiDot.Tensor((Tensor?[])[.. tensors]);

        /// <summary>The inner products along an axis.</summary>
        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor? @out = null) =>
            @out is null ? Op.Vecdot.Tensor(x, y, dim) : Op.VecdotOut.InPlace(@out, x, y, dim);

        /// <summary>The cross products of three-dimensional vectors.</summary>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Op.Cross.Tensor(input, other, dim);

        /// <summary>The diagonals of two axes as a new last axis, sharing memory.</summary>
        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        /// <summary>Which parts of a QR decomposition are computed.</summary>
        public enum QRMode
        {
            /// <summary>Q no wider than needed, and R.</summary>
            Reduced = 0,

            /// <summary>A square Q, and R.</summary>
            Complete = 1,

            /// <summary>R only; Q is empty.</summary>
            R = 2,
        }
    }
}

file static class Op
{
    public static readonly Operator Eigh = new("linalg_eigh(self, UPLO)");
    public static readonly Operator Svd = new("linalg_svd(A, full_matrices)");
    public static readonly Operator Norm = new("linalg_norm(self, ord, dim, keepdim)");
    public static readonly Operator VectorNorm = new("linalg_vector_norm(self, ord, dim, keepdim)");
    public static readonly Operator Eigvalsh = new("linalg_eigvalsh(self, UPLO)");
    public static readonly Operator Svdvals = new("linalg_svdvals(A)");
    public static readonly Operator Qr = new("linalg_qr(A, mode)");
    public static readonly Operator Cholesky = new("linalg_cholesky(self)");
    public static readonly Operator Lu = new("linalg_lu(A, pivot)");
    public static readonly Operator Solve = new("linalg_solve(A, B, left)");
    public static readonly Operator SolveTriangular = new("linalg_solve_triangular(self, B, upper, left, unitriangular)");
    public static readonly Operator SolveTriangularOut = new("linalg_solve_triangular.out(out, self, B, upper, left, unitriangular)");
    public static readonly Operator Lstsq = new("linalg_lstsq(self, b, rcond)");
    public static readonly Operator Inv = new("linalg_inv(A)");
    public static readonly Operator Pinv = new("linalg_pinv.atol_rtol_float(self, atol, rtol, hermitian)");
    public static readonly Operator MatrixRank = new("linalg_matrix_rank.atol_rtol_float(self, atol, rtol, hermitian)");
    public static readonly Operator Det = new("linalg_det(A)");
    public static readonly Operator Slogdet = new("linalg_slogdet(A)");
    public static readonly Operator Cond = new("linalg_cond(self)");
    public static readonly Operator MatrixNormNamed = new("linalg_matrix_norm.str_ord(self, ord, dim, keepdim)");
    public static readonly Operator MatrixNorm = new("linalg_matrix_norm(self, ord, dim, keepdim)");
    public static readonly Operator MatrixExp = new("linalg_matrix_exp(self)");
    public static readonly Operator MultiDot = new("linalg_multi_dot(tensors)");
    public static readonly Operator Vecdot = new("linalg_vecdot(x, y, dim)");
    public static readonly Operator VecdotOut = new("linalg_vecdot.out(out, x, y, dim)");
    public static readonly Operator Cross = new("linalg_cross(self, other, dim)");
}
