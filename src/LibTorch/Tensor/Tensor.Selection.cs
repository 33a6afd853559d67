namespace TorchSharp;

public static partial class torch
{
    /// <summary>Adds slices of the source, times alpha, to the slices of an axis that the index lists.</summary>
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add(dim, index, source, alpha);

    /// <summary>Copies slices of the source to the slices of an axis that the index lists.</summary>
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);

    /// <summary>Fills the slices of an axis that the index lists.</summary>
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);

    /// <summary>Copies each element of the source to the place of an axis that the index says.</summary>
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);

    /// <summary>Adds each element of the source to the place of an axis that the index says.</summary>
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);

    /// <summary>The elements where the mask holds, as a vector.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    /// <summary>The elements at places of the flattened tensor.</summary>
    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    /// <summary>The places of the elements other than zero, one a row.</summary>
    public static Tensor nonzero(Tensor input) => input.nonzero();

    /// <summary>The places of the elements other than zero, one a row.</summary>
    public static Tensor argwhere(Tensor input) => input.argwhere();

    /// <summary>A copy with one place of an axis overwritten.</summary>
    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) => input.select_scatter(src, dim, index);

    /// <summary>The bin of each element between ascending boundaries.</summary>
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) => input.bucketize(boundaries, outInt32, right);

    /// <summary>Is each element among the others?</summary>
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        tensor.isin(test_elements, assumeUnique, invert);

    /// <summary>The places where the condition holds, one vector an axis.</summary>
    public static Tensor[] where(Tensor condition) => Op.WherePlaces.Tensors(condition);

    /// <summary>The bin of each value between ascending boundaries.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Op.Searchsorted.Tensor(sorted_sequence, values, out_int32, right, sorter);

    /// <summary>Copies one element of an axis for each element of the indices.</summary>
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) => input.take_along_dim(indices, dim);

    /// <summary>The elements once each, which of them each element is, and how often it occurs: the latter two null unless asked for.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
        Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    public partial class Tensor
    {
        /// <summary>Adds slices of the source, times alpha, to the slices of an axis that the index lists.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Op.IndexAdd.Tensor(this, dim, index, source, alpha);

        /// <summary>Adds slices of the source, times alpha, to the slices of an axis that the index lists, written to the tensor itself.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Op.IndexAdd_.InPlace(this, dim, index, source, alpha);

        /// <summary>Copies slices of the source to the slices of an axis that the index lists.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Op.IndexCopy.Tensor(this, dim, index, source);

        /// <summary>Copies slices of the source to the slices of an axis that the index lists, written to the tensor itself.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Op.IndexCopy_.InPlace(this, dim, index, source);

        /// <summary>Fills the slices of an axis that the index lists.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Op.IndexFill.Tensor(this, dim, index, value);

        /// <summary>Fills the slices of an axis that the index lists, written to the tensor itself.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Op.IndexFill_.InPlace(this, dim, index, value);

        /// <summary>Copies each element of the source to the place of an axis that the index says.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Op.Scatter.Tensor(this, dim, index, src);

        /// <summary>Copies each element of the source to the place of an axis that the index says, written to the tensor itself.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Op.Scatter_.InPlace(this, dim, index, src);

        /// <summary>Adds each element of the source to the place of an axis that the index says.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Op.ScatterAdd.Tensor(this, dim, index, src);

        /// <summary>Adds each element of the source to the place of an axis that the index says, written to the tensor itself.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Op.ScatterAdd_.InPlace(this, dim, index, src);

        /// <summary>The elements where the mask holds, as a vector.</summary>
        public Tensor masked_select(Tensor mask) => Op.MaskedSelect.Tensor(this, mask);

        /// <summary>The elements of the value, one after the other, where the mask holds.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Op.MaskedScatter.Tensor(this, mask, value);

        /// <summary>The elements of the value, one after the other, where the mask holds, written to the tensor itself.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Op.MaskedScatter_.InPlace(this, mask, value);

        /// <summary>The elements at places of the flattened tensor.</summary>
        public Tensor take(Tensor index) => Op.Take.Tensor(this, index);

        /// <summary>Copies one element of an axis for each element of the indices.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Op.TakeAlongDim.Tensor(this, indices, dim);

        /// <summary>The places of the elements other than zero, one a row.</summary>
        public Tensor nonzero() => Op.Nonzero.Tensor(this);

        /// <summary>The places of the elements other than zero, one a row.</summary>
        public Tensor argwhere() => Op.Argwhere.Tensor(this);

        /// <summary>A copy with one place of an axis overwritten.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => Op.SelectScatter.Tensor(this, src, dim, index);

        /// <summary>The bin of each element between ascending boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Op.Bucketize.Tensor(this, boundaries, outInt32, right);

        /// <summary>Is each element among the others?</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Op.Isin.Tensor(this, test_elements, assumeUnique, invert);

        /// <summary>Copies one element for each element of the indices, which count through the flattened tensor.</summary>
        public Tensor take_along_dim(Tensor indices) => Op.TakeAlongDim.Tensor(this, indices, default(long?));

        /// <summary>The elements once each, which of them each element is, and how often it occurs: the latter two null unless asked for.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } axis
                ? Op.UniqueDim.Triple(this, axis, sorted, return_inverse, return_counts)
                : Op.Unique.Triple(this, sorted, return_inverse, return_counts);
            return (output, Wanted(return_inverse, inverse), Wanted(return_counts, counts));
        }

        private static Tensor? Wanted(bool wanted, Tensor tensor)
        {
            if (wanted)
                return tensor;
            tensor.Dispose();
            return null;
        }
    }
}

file static class Op
{
    public static readonly Operator IndexAdd = new("index_add(self, dim, index, source, alpha)");
    public static readonly Operator IndexAdd_ = new("index_add_(self, dim, index, source, alpha)");
    public static readonly Operator IndexCopy = new("index_copy(self, dim, index, source)");
    public static readonly Operator IndexCopy_ = new("index_copy_(self, dim, index, source)");
    public static readonly Operator IndexFill = new("index_fill.int_Scalar(self, dim, index, value)");
    public static readonly Operator IndexFill_ = new("index_fill_.int_Scalar(self, dim, index, value)");
    public static readonly Operator Scatter = new("scatter.src(self, dim, index, src)");
    public static readonly Operator Scatter_ = new("scatter_.src(self, dim, index, src)");
    public static readonly Operator ScatterAdd = new("scatter_add(self, dim, index, src)");
    public static readonly Operator ScatterAdd_ = new("scatter_add_(self, dim, index, src)");
    public static readonly Operator MaskedSelect = new("masked_select(self, mask)");
    public static readonly Operator MaskedScatter = new("masked_scatter(self, mask, source)");
    public static readonly Operator MaskedScatter_ = new("masked_scatter_(self, mask, source)");
    public static readonly Operator Take = new("take(self, index)");
    public static readonly Operator TakeAlongDim = new("take_along_dim(self, indices, dim)");
    public static readonly Operator Nonzero = new("nonzero(self)");
    public static readonly Operator Argwhere = new("argwhere(self)");
    public static readonly Operator SelectScatter = new("select_scatter(self, src, dim, index)");
    public static readonly Operator Bucketize = new("bucketize.Tensor(self, boundaries, out_int32, right)");
    public static readonly Operator Isin = new("isin.Tensor_Tensor(elements, test_elements, assume_unique, invert)");
    public static readonly Operator WherePlaces = new("where(condition)");
    public static readonly Operator Searchsorted = new("searchsorted.Tensor(sorted_sequence, self, out_int32, right, sorter)");
    public static readonly Operator Unique = new("_unique2(self, sorted, return_inverse, return_counts)");
    public static readonly Operator UniqueDim = new("unique_dim(self, dim, sorted, return_inverse, return_counts)");
}
