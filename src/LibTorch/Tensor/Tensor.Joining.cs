namespace TorchSharp;

public static partial class torch
{
    /// <summary>Joins tensors side by side: along the second axis, or the only one.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Op.Hstack.Tensor((Tensor?[])[.. tensors]);

    /// <summary>Joins tensors side by side: along the second axis, or the only one.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Op.Hstack.Tensor((Tensor?[])tensors);

    /// <summary>Joins tensors one below the other: along the first axis.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Op.Vstack.Tensor((Tensor?[])[.. tensors]);

    /// <summary>Joins tensors one below the other: along the first axis.</summary>
    public static Tensor vstack(Tensor[] tensors) => Op.Vstack.Tensor((Tensor?[])tensors);

    /// <summary>Joins tensors one behind the other: along the third axis.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Op.Dstack.Tensor((Tensor?[])[.. tensors]);

    /// <summary>Joins tensors one behind the other: along the third axis.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Op.Dstack.Tensor((Tensor?[])tensors);

    /// <summary>Joins tensors as columns.</summary>
    public static Tensor column_stack(IList<Tensor> tensors) => Op.ColumnStack.Tensor((Tensor?[])[.. tensors]);

    /// <summary>Joins tensors as columns.</summary>
    public static Tensor column_stack(params Tensor[] tensors) => Op.ColumnStack.Tensor((Tensor?[])tensors);

    /// <summary>Joins tensors along an axis that they have.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Joins tensors along an axis that they have.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>The grids over vectors: the n-th tensor has the coordinates along the n-th. With the indexing xy the first two are exchanged.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Op.Meshgrid.Tensors((Tensor?[])[.. tensors], indexing);

    /// <summary>All combinations of the vectors' elements, one a row.</summary>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Op.CartesianProd.Tensor((Tensor?[])tensors);

    /// <summary>All combinations of the vectors' elements, one a row.</summary>
    public static Tensor cartesian_prod(IList<Tensor> tensors) => Op.CartesianProd.Tensor((Tensor?[])[.. tensors]);

    /// <summary>The choices of r of a vector's elements, one a row.</summary>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Op.Combinations.Tensor(input, r, with_replacement);

    /// <summary>The tensors, expanded to the shape that they have in common.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Op.BroadcastTensors.Tensors((Tensor?[])tensors);

    /// <summary>Cuts an axis into so many pieces of about one size, sharing memory.</summary>
    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    /// <summary>Cuts an axis at places, sharing memory.</summary>
    public static Tensor[] tensor_split(Tensor input, long[] indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    public partial class Tensor
    {
        /// <summary>Cuts an axis into so many pieces of about one size, sharing memory.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => Op.TensorSplit.Tensors(this, size, dim);

        /// <summary>Cuts an axis at places, sharing memory.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Op.TensorSplitAt.Tensors(this, sizes, dim);

        /// <summary>Cuts the columns into so many pieces, sharing memory.</summary>
        public Tensor[] hsplit(long size) => Op.Hsplit.Tensors(this, size);

        /// <summary>Cuts the columns at places, sharing memory.</summary>
        public Tensor[] hsplit(params long[] sizes) => Op.HsplitAt.Tensors(this, sizes);

        /// <summary>Cuts the rows into so many pieces, sharing memory.</summary>
        public Tensor[] vsplit(long size) => Op.Vsplit.Tensors(this, size);

        /// <summary>Cuts the rows at places, sharing memory.</summary>
        public Tensor[] vsplit(params long[] sizes) => Op.VsplitAt.Tensors(this, sizes);

        /// <summary>The tensor with at least one axis.</summary>
        public Tensor atleast_1d() => Op.Atleast1d.Tensor(this);

        /// <summary>The tensor with at least two axes.</summary>
        public Tensor atleast_2d() => Op.Atleast2d.Tensor(this);

        /// <summary>The tensor with at least three axes.</summary>
        public Tensor atleast_3d() => Op.Atleast3d.Tensor(this);
    }
}

file static class Op
{
    public static readonly Operator Hstack = new("hstack(tensors)");
    public static readonly Operator Vstack = new("vstack(tensors)");
    public static readonly Operator Dstack = new("dstack(tensors)");
    public static readonly Operator ColumnStack = new("column_stack(tensors)");
    public static readonly Operator Meshgrid = new("meshgrid.indexing(tensors, indexing)");
    public static readonly Operator CartesianProd = new("cartesian_prod(tensors)");
    public static readonly Operator Combinations = new("combinations(self, r, with_replacement)");
    public static readonly Operator BroadcastTensors = new("broadcast_tensors(tensors)");
    public static readonly Operator TensorSplit = new("tensor_split.sections(self, sections, dim)");
    public static readonly Operator TensorSplitAt = new("tensor_split.indices(self, indices, dim)");
    public static readonly Operator Hsplit = new("hsplit.int(self, sections)");
    public static readonly Operator HsplitAt = new("hsplit.array(self, indices)");
    public static readonly Operator Vsplit = new("vsplit.int(self, sections)");
    public static readonly Operator VsplitAt = new("vsplit.array(self, indices)");
    public static readonly Operator Atleast1d = new("atleast_1d(self)");
    public static readonly Operator Atleast2d = new("atleast_2d(self)");
    public static readonly Operator Atleast3d = new("atleast_3d(self)");
}
