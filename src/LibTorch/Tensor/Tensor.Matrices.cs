namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lower triangle: zeros above a diagonal.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    /// <summary>The upper triangle: zeros below a diagonal.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);

    /// <summary>The diagonal of a matrix, or the matrix with a vector as its diagonal.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    /// <summary>The matrix with the elements as its diagonal.</summary>
    public static Tensor diagflat(Tensor input, long offset = 0) => input.diagflat(offset);

    /// <summary>Matrices, in two new axes, with the last axis as their diagonals.</summary>
    public static Tensor diag_embed(Tensor input, long offset = 0, long dim1 = -2, long dim2 = -1) => input.diag_embed(offset, dim1, dim2);

    /// <summary>Matrices side by side along the diagonal of one, with zeros elsewhere.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Op.BlockDiag.Tensor((Tensor?[])tensors);

    /// <summary>The places of the lower triangle of a matrix: rows, then columns.</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Op.TrilIndices.Tensor(row, col, offset, dtype, device);

    /// <summary>The places of the upper triangle of a matrix: rows, then columns.</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Op.TriuIndices.Tensor(row, col, offset, dtype, device);

    public partial class Tensor
    {
        /// <summary>The lower triangle: zeros above a diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Op.Tril.Tensor(this, diagonal);

        /// <summary>The lower triangle: zeros above a diagonal, written to the tensor itself.</summary>
        public Tensor tril_(long diagonal = 0) => Op.Tril_.InPlace(this, diagonal);

        /// <summary>The upper triangle: zeros below a diagonal.</summary>
        public Tensor triu(long diagonal = 0) => Op.Triu.Tensor(this, diagonal);

        /// <summary>The upper triangle: zeros below a diagonal, written to the tensor itself.</summary>
        public Tensor triu_(long diagonal = 0) => Op.Triu_.InPlace(this, diagonal);

        /// <summary>The diagonal of a matrix, or the matrix with a vector as its diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Op.Diag.Tensor(this, diagonal);

        /// <summary>The matrix with the elements as its diagonal.</summary>
        public Tensor diagflat(long offset = 0) => Op.Diagflat.Tensor(this, offset);

        /// <summary>Matrices, in two new axes, with the last axis as their diagonals.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Op.DiagEmbed.Tensor(this, offset, dim1, dim2);
    }
}

file static class Op
{
    public static readonly Operator Tril = new("tril(self, diagonal)");
    public static readonly Operator Tril_ = new("tril_(self, diagonal)");
    public static readonly Operator Triu = new("triu(self, diagonal)");
    public static readonly Operator Triu_ = new("triu_(self, diagonal)");
    public static readonly Operator Diag = new("diag(self, diagonal)");
    public static readonly Operator Diagflat = new("diagflat(self, offset)");
    public static readonly Operator DiagEmbed = new("diag_embed(self, offset, dim1, dim2)");
    public static readonly Operator BlockDiag = new("block_diag(tensors)");
    public static readonly Operator TrilIndices = new("tril_indices(row, col, offset, dtype, device)");
    public static readonly Operator TriuIndices = new("triu_indices(row, col, offset, dtype, device)");
}
