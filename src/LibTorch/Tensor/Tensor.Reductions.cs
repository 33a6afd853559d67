namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sum of all elements.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    /// <summary>The sums over axes.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>The sums over axes.</summary>
    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>The mean of all elements.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>The means over axes.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    /// <summary>The variance of all elements, over n - 1 where unbiased.</summary>
    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    /// <summary>The variances over axes, over n - 1 where unbiased.</summary>
    public static Tensor var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation of all elements, over n - 1 where unbiased.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    /// <summary>The standard deviations over axes, over n - 1 where unbiased.</summary>
    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The largest element.</summary>
    public static Tensor max(Tensor input) => input.max();

    /// <summary>The larger of two, element by element.</summary>
    public static Tensor max(Tensor input, Tensor other) => input.max(other);

    /// <summary>The largest elements along an axis, and where they stand.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>Where the largest element stands, counted through the flattened tensor.</summary>
    public static Tensor argmax(Tensor input) => input.argmax();

    /// <summary>Where the largest element stands along an axis.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    /// <summary>The smallest element.</summary>
    public static Tensor min(Tensor input) => input.min();

    /// <summary>The smaller of two, element by element.</summary>
    public static Tensor min(Tensor input, Tensor other) => input.min(other);

    /// <summary>The smallest elements along an axis, and where they stand.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>Where the smallest element stands along an axis.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    /// <summary>Is every element other than zero?</summary>
    public static Tensor all(Tensor input) => input.all();

    /// <summary>Is every element other than zero, along an axis?</summary>
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    /// <summary>Is any element other than zero?</summary>
    public static Tensor any(Tensor input) => input.any();

    /// <summary>Is any element other than zero, along an axis?</summary>
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    /// <summary>The logarithm of the sum of the exponentials along an axis.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    /// <summary>The running sums along an axis.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    /// <summary>The norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => input.norm(p);

    /// <summary>The norms along an axis.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2.0f) => input.norm(dimension, keepdim, p);

    /// <summary>The smallest elements over axes.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <summary>The largest elements over axes.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <summary>Where the smallest element stands, counted through the flattened tensor.</summary>
    public static Tensor argmin(Tensor input) => input.argmin();

    /// <summary>The elements in order along an axis, and where they stood.</summary>
    public static (Tensor Values, Tensor Indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);

    /// <summary>The k largest, or smallest, elements along an axis, and where they stood.</summary>
    public static (Tensor values, Tensor indexes) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);

    /// <summary>The variances over an axis, over n - 1 where unbiased.</summary>
    public static Tensor var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviations over an axis, over n - 1 where unbiased.</summary>
    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The variance, over n - 1 where unbiased, and the mean of all elements.</summary>
    public static (Tensor @var, Tensor mean) var_mean(Tensor input, bool unbiased = true) => input.var_mean(unbiased);

    /// <summary>The variances, over n - 1 where unbiased, and the means over axes.</summary>
    public static (Tensor @var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation, over n - 1 where unbiased, and the mean of all elements.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, bool unbiased = true) => input.std_mean(unbiased);

    /// <summary>The standard deviations, over n - 1 where unbiased, and the means over axes.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Op.Sum.Tensor(this, type);

        /// <summary>The sums over axes.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Op.SumDims.Tensor(this, dim, keepdim, type);

        /// <summary>The sums over axes.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        /// <summary>The sums over axes.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Op.SumDims.Tensor(this, dim, keepdim, type);

        /// <summary>The sums over axes.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Op.Mean.Tensor(this);

        /// <summary>The means over axes.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Op.MeanDims.Tensor(this, dimensions, keepdim, type);

        /// <summary>The variance of all elements, over n - 1 where unbiased.</summary>
        public Tensor var(bool unbiased = true) => Op.Var.Tensor(this, default(long[]), unbiased ? 1 : 0, false);

        /// <summary>The variances over an axis, over n - 1 where unbiased.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        /// <summary>The variances over axes, over n - 1 where unbiased.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var input = type is { } wanted ? to_type(wanted) : null;
            return Op.Var.Tensor(input ?? this, dimensions, unbiased ? 1 : 0, keepdim);
        }

        /// <summary>The standard deviation of all elements, over n - 1 where unbiased.</summary>
        public Tensor std(bool unbiased = true) => Op.Std.Tensor(this, default(long[]), unbiased ? 1 : 0, false);

        /// <summary>The standard deviations over an axis, over n - 1 where unbiased.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        /// <summary>The standard deviations over axes, over n - 1 where unbiased.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var input = type is { } wanted ? to_type(wanted) : null;
            return Op.Std.Tensor(input ?? this, dimensions, unbiased ? 1 : 0, keepdim);
        }

        /// <summary>The largest element.</summary>
        public Tensor max() => Op.Max.Tensor(this);

        /// <summary>The larger of two, element by element.</summary>
        public Tensor max(Tensor other) => maximum(other);

        /// <summary>The largest elements along an axis, and where they stand.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Op.MaxDim.Pair(this, dim, keepdim);

        /// <summary>Where the largest element stands, counted through the flattened tensor.</summary>
        public Tensor argmax() => Op.Argmax.Tensor(this, default(long?), false);

        /// <summary>Where the largest element stands along an axis.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Op.Argmax.Tensor(this, dim, keepdim);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Op.Min.Tensor(this);

        /// <summary>The smaller of two, element by element.</summary>
        public Tensor min(Tensor other) => minimum(other);

        /// <summary>The smallest elements along an axis, and where they stand.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Op.MinDim.Pair(this, dim, keepdim);

        /// <summary>Where the smallest element stands, counted through the flattened tensor.</summary>
        public Tensor argmin() => Op.Argmin.Tensor(this, default(long?), false);

        /// <summary>Where the smallest element stands along an axis.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Op.Argmin.Tensor(this, dim, keepdim);

        /// <summary>Is every element other than zero?</summary>
        public Tensor all() => Op.All.Tensor(this);

        /// <summary>Is every element other than zero, along an axis?</summary>
        public Tensor all(long dim, bool keepdim = false) => Op.AllDim.Tensor(this, dim, keepdim);

        /// <summary>Is any element other than zero?</summary>
        public Tensor any() => Op.Any.Tensor(this);

        /// <summary>Is any element other than zero, along an axis?</summary>
        public Tensor any(long dim, bool keepdim = false) => Op.AnyDim.Tensor(this, dim, keepdim);

        /// <summary>The logarithm of the sum of the exponentials along an axis.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Op.Logsumexp.Tensor(this, dim, keepdim);

        /// <summary>The running sums along an axis.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Op.Cumsum.Tensor(this, dim, type);

        /// <summary>The elements in order along an axis, and where they stood.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Op.Sort.Pair(this, stable, dim, descending);

        /// <summary>The k largest, or smallest, elements along an axis, and where they stood.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Op.Topk.Pair(this, k, dim, largest, sorted);

        /// <summary>The norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Op.Norm.Tensor(this, p);

        /// <summary>The norms along an axis.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Op.NormDim.Tensor(this, p, dim, keepdim);

        /// <summary>The sums over axes.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        /// <summary>The smallest elements over axes.</summary>
        public Tensor amin(params long[] dims) => amin(dims, false);

        /// <summary>The smallest elements over axes.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Op.Amin.Tensor(this, dims, keepdim) : Op.AminOut.InPlace(@out, this, dims, keepdim);

        /// <summary>The largest elements over axes.</summary>
        public Tensor amax(params long[] dims) => amax(dims, false);

        /// <summary>The largest elements over axes.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Op.Amax.Tensor(this, dims, keepdim) : Op.AmaxOut.InPlace(@out, this, dims, keepdim);

        /// <summary>The variance, over n - 1 where unbiased, and the mean of all elements.</summary>
        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Op.VarMean.Pair(this, default(long[]), unbiased ? 1 : 0, false);

        /// <summary>The variances, over n - 1 where unbiased, and the means over axes.</summary>
        public (Tensor @var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var input = type is { } wanted ? to_type(wanted, copy: true) : null;
            return Op.VarMean.Pair(input ?? this, dimensions, unbiased ? 1 : 0, keepdim);
        }

        /// <summary>The standard deviation, over n - 1 where unbiased, and the mean of all elements.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Op.StdMean.Pair(this, default(long[]), unbiased ? 1 : 0, false);

        /// <summary>The standard deviations, over n - 1 where unbiased, and the means over axes.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var input = type is { } wanted ? to_type(wanted, copy: true) : null;
            return Op.StdMean.Pair(input ?? this, dimensions, unbiased ? 1 : 0, keepdim);
        }
    }
}

file static class Op
{
    public static readonly Operator Sum = new("sum(self, dtype)");
    public static readonly Operator SumDims = new("sum.dim_IntList(self, dim, keepdim, dtype)");
    public static readonly Operator Mean = new("mean(self)");
    public static readonly Operator MeanDims = new("mean.dim(self, dim, keepdim, dtype)");
    public static readonly Operator Var = new("var.correction(self, dim, correction, keepdim)");
    public static readonly Operator Std = new("std.correction(self, dim, correction, keepdim)");
    public static readonly Operator Max = new("max(self)");
    public static readonly Operator Min = new("min(self)");
    public static readonly Operator MaxDim = new("max.dim(self, dim, keepdim)");
    public static readonly Operator MinDim = new("min.dim(self, dim, keepdim)");
    public static readonly Operator Argmax = new("argmax(self, dim, keepdim)");
    public static readonly Operator Argmin = new("argmin(self, dim, keepdim)");
    public static readonly Operator All = new("all(self)");
    public static readonly Operator AllDim = new("all.dim(self, dim, keepdim)");
    public static readonly Operator Any = new("any(self)");
    public static readonly Operator AnyDim = new("any.dim(self, dim, keepdim)");
    public static readonly Operator Logsumexp = new("logsumexp(self, dim, keepdim)");
    public static readonly Operator Cumsum = new("cumsum(self, dim, dtype)");
    public static readonly Operator Norm = new("norm.Scalar(self, p)");
    public static readonly Operator NormDim = new("norm.ScalarOpt_dim(self, p, dim, keepdim)");
    public static readonly Operator Sort = new("sort.stable(self, stable, dim, descending)");
    public static readonly Operator Topk = new("topk(self, k, dim, largest, sorted)");
    public static readonly Operator Amin = new("amin(self, dim, keepdim)");
    public static readonly Operator AminOut = new("amin.out(out, self, dim, keepdim)");
    public static readonly Operator Amax = new("amax(self, dim, keepdim)");
    public static readonly Operator AmaxOut = new("amax.out(out, self, dim, keepdim)");
    public static readonly Operator VarMean = new("var_mean.correction(self, dim, correction, keepdim)");
    public static readonly Operator StdMean = new("std_mean.correction(self, dim, correction, keepdim)");
}
