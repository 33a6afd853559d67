namespace TorchSharp;

public static partial class torch
{
    /// <summary>The product of a matrix and a vector.</summary>
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    /// <summary>The product of each element with each of the other vector.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    /// <summary>The sums of the products over the last axis of both.</summary>
    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);

    /// <summary>The inner product of two vectors.</summary>
    public static Tensor vdot(Tensor input, Tensor target) => input.vdot(target);

    /// <summary>The Kronecker product.</summary>
    public static Tensor kron(Tensor input, Tensor other) => input.kron(other);

    /// <summary>The products of two batches of matrices times alpha, plus this times beta.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>The outer product of two vectors times alpha, plus this times beta.</summary>
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr(vec1, vec2, beta, alpha);

    /// <summary>The matrix to a power; a negative one is of the inverse.</summary>
    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);

    /// <summary>The exponential of a matrix.</summary>
    public static Tensor matrix_exp(Tensor input) => input.matrix_exp();

    /// <summary>The sum of a matrix's diagonal.</summary>
    public static Tensor trace(Tensor input) => input.trace();

    /// <summary>The determinant of a matrix.</summary>
    public static Tensor det(Tensor input) => input.det();

    /// <summary>The logarithm of the determinant of a matrix.</summary>
    public static Tensor logdet(Tensor input) => input.logdet();

    /// <summary>The inverse of a matrix.</summary>
    public static Tensor inverse(Tensor input) => input.inverse();

    /// <summary>The p-norm of the difference.</summary>
    public static Tensor dist(Tensor input, Tensor other, float p = 2) => input.dist(other, p);

    /// <summary>The product of two matrices times alpha, plus the input times beta.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    /// <summary>The product of a matrix and a vector times alpha, plus the input times beta.</summary>
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);

    /// <summary>The products of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>The sums of products that an equation in Einstein's notation names.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Op.Einsum.Tensor(equation, tensors);

    /// <summary>The sums of the products over the last axes of one tensor and the first of the other.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);

    /// <summary>The sums of the products over these axes of one tensor and those of the other.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);

    /// <summary>The p-norm distances between the rows of two matrices.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Op.Cdist.Tensor(x1, x2, p, (long)compute_mode);

    public partial class Tensor
    {
        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Op.Mv.Tensor(this, target);

        /// <summary>The product of each element with each of the other vector.</summary>
        public Tensor outer(Tensor vec2) => Op.Outer.Tensor(this, vec2);

        /// <summary>The sums of the products over the last axis of both.</summary>
        public Tensor inner(Tensor vec2) => Op.Inner.Tensor(this, vec2);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor vdot(Tensor target) => Op.Vdot.Tensor(this, target);

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Op.Kron.Tensor(this, other);

        /// <summary>The product of two matrices times alpha, plus this times beta.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.Addmm.Tensor(this, mat1, mat2, beta, alpha);

        /// <summary>The product of two matrices times alpha, plus this times beta, written to the tensor itself.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.Addmm_.InPlace(this, mat1, mat2, beta, alpha);

        /// <summary>The products of two batches of matrices times alpha, plus this times beta.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Op.Baddbmm.Tensor(this, batch1, batch2, beta, alpha);

        /// <summary>The product of a matrix and a vector times alpha, plus this times beta.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Op.Addmv.Tensor(this, mat, vec, beta, alpha);

        /// <summary>The product of a matrix and a vector times alpha, plus this times beta, written to the tensor itself.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Op.Addmv_.InPlace(this, mat, vec, beta, alpha);

        /// <summary>The outer product of two vectors times alpha, plus this times beta.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Op.Addr.Tensor(this, vec1, vec2, beta, alpha);

        /// <summary>The matrix to a power; a negative one is of the inverse.</summary>
        public Tensor matrix_power(int n) => Op.MatrixPower.Tensor(this, n);

        /// <summary>The exponential of a matrix.</summary>
        public Tensor matrix_exp() => Op.MatrixExp.Tensor(this);

        /// <summary>The sum of a matrix's diagonal.</summary>
        public Tensor trace() => Op.Trace.Tensor(this);

        /// <summary>The determinant of a matrix.</summary>
        public Tensor det() => Op.Det.Tensor(this);

        /// <summary>The logarithm of the determinant of a matrix.</summary>
        public Tensor logdet() => Op.Logdet.Tensor(this);

        /// <summary>The inverse of a matrix.</summary>
        public Tensor inverse() => Op.Inverse.Tensor(this);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2) => Op.Dist.Tensor(this, other, p);

        /// <summary>The sums of the products over the last axes of this tensor and the first of the other.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b, Axes(ndim - dims, dims), Axes(0, dims));

        /// <summary>The sums of the products over these axes of this tensor and those of the other.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Op.Tensordot.Tensor(this, b, dims1, dims2);

        private static long[] Axes(long first, long count)
        {
            var axes = new long[count];
            for (var i = 0; i < count; i++)
                axes[i] = first + i;
            return axes;
        }
    }
}

file static class Op
{
    public static readonly Operator Mv = new("mv(self, vec)");
    public static readonly Operator Outer = new("outer(self, vec2)");
    public static readonly Operator Inner = new("inner(self, other)");
    public static readonly Operator Vdot = new("vdot(self, other)");
    public static readonly Operator Kron = new("kron(self, other)");
    public static readonly Operator Addmm = new("addmm(self, mat1, mat2, beta, alpha)");
    public static readonly Operator Addmm_ = new("addmm_(self, mat1, mat2, beta, alpha)");
    public static readonly Operator Baddbmm = new("baddbmm(self, batch1, batch2, beta, alpha)");
    public static readonly Operator Addmv = new("addmv(self, mat, vec, beta, alpha)");
    public static readonly Operator Addmv_ = new("addmv_(self, mat, vec, beta, alpha)");
    public static readonly Operator Addr = new("addr(self, vec1, vec2, beta, alpha)");
    public static readonly Operator MatrixPower = new("matrix_power(self, n)");
    public static readonly Operator MatrixExp = new("matrix_exp(self)");
    public static readonly Operator Trace = new("trace(self)");
    public static readonly Operator Det = new("det(self)");
    public static readonly Operator Logdet = new("logdet(self)");
    public static readonly Operator Inverse = new("inverse(self)");
    public static readonly Operator Dist = new("dist(self, other, p)");
    public static readonly Operator Einsum = new("einsum(equation, tensors)");
    public static readonly Operator Tensordot = new("tensordot(self, other, dims_self, dims_other)");
    public static readonly Operator Cdist = new("cdist(x1, x2, p, compute_mode)");
}
