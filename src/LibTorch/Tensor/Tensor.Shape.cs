namespace TorchSharp;

public static partial class torch
{
    /// <summary>The same elements in another shape; -1 stands for what remains.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    /// <summary>Makes one axis of several.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    /// <summary>Exchanges two axes.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    /// <summary>The transposed matrix.</summary>
    public static Tensor t(Tensor input) => input.t();

    /// <summary>Inserts an axis of length one.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    /// <summary>Drops an axis of length one, or all of them.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>Joins tensors along an axis that they have.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Op.Cat.Tensor((Tensor[])[.. tensors], dim);

    /// <summary>Joins tensors along an axis that they have.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Op.Cat.Tensor(tensors, dim);

    /// <summary>Joins tensors along an axis that they have.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Op.Cat.Tensor(tensors.ToArray(), dim);

    /// <summary>Joins tensors of one shape along a new axis.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Op.Stack.Tensor((Tensor[])[.. tensors], dim);

    /// <summary>Copies the slices of an axis that the index lists.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <summary>Copies one element of an axis for each element of the index.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) =>
        sparse_grad ? throw new NotSupportedException("Sparse gradients are not supported.") : input.gather(dim, index);

    /// <summary>One place of an axis, sharing memory; the axis goes.</summary>
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    /// <summary>Cuts an axis into so many pieces, sharing memory.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>Cuts an axis into pieces of given sizes, sharing memory.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) => tensor.split(split_size_or_sections, dim);

    /// <summary>The slices of an axis, sharing memory.</summary>
    public static Tensor[] unbind(Tensor input, long dim = 0) => input.unbind(dim);

    public partial class Tensor
    {
        /// <summary>The same elements in another shape; -1 stands for what remains.</summary>
        public Tensor reshape(params long[] shape) => Op.Reshape.Tensor(this, shape);

        /// <summary>The same memory in another shape; -1 stands for what remains.</summary>
        public Tensor view(params long[] shape) => Op.View.Tensor(this, shape);

        /// <summary>Makes one axis of several.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Op.Flatten.Tensor(this, start_dim, end_dim);

        /// <summary>Makes several axes of one.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Op.Unflatten.Tensor(this, dim, sizes);

        /// <summary>Exchanges two axes.</summary>
        public Tensor transpose(long dim0, long dim1) => Op.Transpose.Tensor(this, dim0, dim1);

        /// <summary>The transposed matrix.</summary>
        public Tensor t() => Op.T.Tensor(this);

        /// <summary>The transposed matrix.</summary>
        public Tensor T => t();

        /// <summary>The axes in another order.</summary>
        public Tensor permute(params long[] permutation) => Op.Permute.Tensor(this, permutation);

        /// <summary>Inserts an axis of length one.</summary>
        public Tensor unsqueeze(long dim) => Op.Unsqueeze.Tensor(this, dim);

        /// <summary>Inserts an axis of length one into the tensor itself.</summary>
        public Tensor unsqueeze_(long dim) => Op.Unsqueeze_.InPlace(this, dim);

        /// <summary>Drops an axis of length one, or all of them.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } axis ? Op.SqueezeDim.Tensor(this, axis) : Op.Squeeze.Tensor(this);

        /// <summary>Repeats axes of length one without copying; -1 keeps an axis.</summary>
        public Tensor expand(params long[] sizes) => expand(sizes, false);

        /// <summary>Repeats axes of length one without copying; -1 keeps an axis.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.Expand.Tensor(this, sizes, isImplicit);

        /// <summary>Repeats axes of length one to the other's shape, without copying.</summary>
        public Tensor expand_as(Tensor other) => Op.ExpandAs.Tensor(this, other);

        /// <summary>Copies the tensor side by side, so often along each axis.</summary>
        public Tensor repeat(params long[] sizes) => Op.Repeat.Tensor(this, sizes);

        /// <summary>Copies the slices of an axis that the index lists.</summary>
        public Tensor index_select(long dim, Tensor index) => Op.IndexSelect.Tensor(this, dim, index);

        /// <summary>Copies one element of an axis for each element of the index.</summary>
        public Tensor gather(long dim, Tensor index) => Op.Gather.Tensor(this, dim, index);

        /// <summary>A stretch of an axis, sharing memory.</summary>
        public Tensor narrow(long dim, long start, long length) => Op.Narrow.Tensor(this, dim, start, length);

        /// <summary>Every step-th element of a stretch of an axis, sharing memory.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Op.Slice.Tensor(this, dim, start, finish, step);

        /// <summary>One place of an axis, sharing memory; the axis goes.</summary>
        public Tensor select(long dim, long index) => Op.Select.Tensor(this, dim, index);

        /// <summary>Cuts an axis into so many pieces, sharing memory.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Op.Chunk.Tensors(this, chunks, dim);

        /// <summary>Cuts an axis into pieces of a size, sharing memory.</summary>
        public Tensor[] split(long size, int dim = 0) => Op.SplitSize.Tensors(this, size, dim);

        /// <summary>Cuts an axis into pieces of given sizes, sharing memory.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Op.SplitSizes.Tensors(this, sizes, dim);

        /// <summary>The slices of an axis, sharing memory.</summary>
        public Tensor[] unbind(long dimension = 0) => Op.Unbind.Tensors(this, dimension);

        /// <summary>The tensor with its elements in order in memory: itself, or a copy.</summary>
        public Tensor contiguous() => Op.Contiguous.Tensor(this);
    }
}

file static class Op
{
    public static readonly Operator Reshape = new("reshape(self, shape)");
    public static readonly Operator View = new("view(self, size)");
    public static readonly Operator Flatten = new("flatten.using_ints(self, start_dim, end_dim)");
    public static readonly Operator Unflatten = new("unflatten.int(self, dim, sizes)");
    public static readonly Operator Transpose = new("transpose.int(self, dim0, dim1)");
    public static readonly Operator T = new("t(self)");
    public static readonly Operator Permute = new("permute(self, dims)");
    public static readonly Operator Unsqueeze = new("unsqueeze(self, dim)");
    public static readonly Operator Unsqueeze_ = new("unsqueeze_(self, dim)");
    public static readonly Operator Squeeze = new("squeeze(self)");
    public static readonly Operator SqueezeDim = new("squeeze.dim(self, dim)");
    public static readonly Operator Expand = new("expand(self, size, implicit)");
    public static readonly Operator ExpandAs = new("expand_as(self, other)");
    public static readonly Operator Repeat = new("repeat(self, repeats)");
    public static readonly Operator Cat = new("cat(tensors, dim)");
    public static readonly Operator Stack = new("stack(tensors, dim)");
    public static readonly Operator IndexSelect = new("index_select(self, dim, index)");
    public static readonly Operator Narrow = new("narrow(self, dim, start, length)");
    public static readonly Operator Slice = new("slice.Tensor(self, dim, start, end, step)");
    public static readonly Operator Select = new("select.int(self, dim, index)");
    public static readonly Operator Gather = new("gather(self, dim, index)");
    public static readonly Operator Chunk = new("chunk(self, chunks, dim)");
    public static readonly Operator SplitSize = new("split.Tensor(self, split_size, dim)");
    public static readonly Operator SplitSizes = new("split_with_sizes(self, split_sizes, dim)");
    public static readonly Operator Unbind = new("unbind.int(self, dim)");
    public static readonly Operator Contiguous = new("contiguous(self)");
}
