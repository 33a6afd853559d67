namespace TorchSharp;

public static partial class torch
{
    /// <summary>The product of all elements.</summary>
    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);

    /// <summary>The products over an axis.</summary>
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    /// <summary>The smallest and the largest element, over an axis or all.</summary>
    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);

    /// <summary>The running products along an axis.</summary>
    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => input.cumprod(dim, dtype);

    /// <summary>The logarithms of the running sums of the exponentials along an axis.</summary>
    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);

    /// <summary>The running maxima along an axis, and where they stand.</summary>
    public static (Tensor values, Tensor indexes) cummax(Tensor input, long dim) => input.cummax(dim);

    /// <summary>The running minima along an axis, and where they stand.</summary>
    public static (Tensor values, Tensor indexes) cummin(Tensor input, long dim) => input.cummin(dim);

    /// <summary>The n-th differences of neighbours along an axis.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => input.diff(n, dim, prepend, append);

    /// <summary>The sum of the elements that are numbers.</summary>
    public static Tensor nansum(Tensor input) => input.nansum();

    /// <summary>The mean of the elements that are numbers.</summary>
    public static Tensor nanmean(Tensor input, int? dim = null, bool keepdim = false, ScalarType? dtype = null) => input.nanmean(dim, keepdim, dtype);

    /// <summary>The median of all elements: the lower one of an even number.</summary>
    public static Tensor median(Tensor input) => input.median();

    /// <summary>The median of the elements that are numbers.</summary>
    public static Tensor nanmedian(Tensor input) => input.nanmedian();

    /// <summary>The q-th quantiles along an axis, interpolated.</summary>
    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.quantile(q, dim, keepdim);

    /// <summary>The q-th quantiles along an axis of the elements that are numbers, interpolated.</summary>
    public static Tensor nanquantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.nanquantile(q, dim, keepdim);

    /// <summary>The most frequent elements along an axis, and where one stands.</summary>
    public static (Tensor values, Tensor indices) mode(Tensor input, long dim = -1, bool keepdim = false) => input.mode(dim, keepdim);

    /// <summary>Where the elements stood that an order along an axis lists.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    /// <summary>The elements in ascending order along the first axis.</summary>
    public static Tensor msort(Tensor tensor) => tensor.msort();

    /// <summary>The number of elements other than zero, over axes or all.</summary>
    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => input.count_nonzero(dims);

    /// <summary>How often each integer occurs, or the sum of the weights with which it does.</summary>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => input.bincount(weights, minlength);

    /// <summary>How many elements lie in each of the bins between min and max, or between the extremes where both are 0.</summary>
    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => input.histc(bins, min, max);

    /// <summary>The covariances of the variables, one a row, whose observations are the columns.</summary>
    public static Tensor cov(Tensor input, long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => input.cov(correction, fweights, aweights);

    /// <summary>The correlations of the variables, one a row, whose observations are the columns.</summary>
    public static Tensor corrcoef(Tensor input) => input.corrcoef();

    /// <summary>The slices of an axis, with p-norms of at most maxnorm.</summary>
    public static Tensor renorm(Tensor input, float p, long dim, float maxnorm) => input.renorm(p, dim, maxnorm);

    public partial class Tensor
    {
        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Op.Prod.Tensor(this, type);

        /// <summary>The products over an axis.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Op.ProdDim.Tensor(this, dim, keepdim, type);

        /// <summary>The smallest and the largest element, over an axis or all.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Op.Aminmax.Pair(this, dim, keepdim);

        /// <summary>The running products along an axis.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Op.Cumprod.Tensor(this, dim, type);

        /// <summary>The logarithms of the running sums of the exponentials along an axis.</summary>
        public Tensor logcumsumexp(long dim) => Op.Logcumsumexp.Tensor(this, dim);

        /// <summary>The running maxima along an axis, and where they stand.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Op.Cummax.Pair(this, dim);

        /// <summary>The running minima along an axis, and where they stand.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Op.Cummin.Pair(this, dim);

        /// <summary>The n-th differences of neighbours along an axis.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Op.Diff.Tensor(this, n, dim, prepend, append);

        /// <summary>The sum of the elements that are numbers.</summary>
        public Tensor nansum() => Op.Nansum.Tensor(this);

        /// <summary>The mean of the elements that are numbers.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) => Op.Nanmean.Tensor(this, dim, keepdim, dtype);

        /// <summary>The median of all elements: the lower one of an even number.</summary>
        public Tensor median() => Op.Median.Tensor(this);

        /// <summary>The median of the elements that are numbers.</summary>
        public Tensor nanmedian() => Op.Nanmedian.Tensor(this);

        /// <summary>The q-th quantiles along an axis, interpolated.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Op.Quantile.Tensor(this, q, dim, keepdim);

        /// <summary>The q-th quantiles along an axis of the elements that are numbers, interpolated.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Op.Nanquantile.Tensor(this, q, dim, keepdim);

        /// <summary>The most frequent elements along an axis, and where one stands.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Op.Mode.Pair(this, dim, keepdim);

        /// <summary>The k-th smallest elements along an axis, and where they stand.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Op.Kthvalue.Pair(this, k, dim ?? -1, keepdim);

        /// <summary>Where the elements stood that an order along an axis lists.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Op.Argsort.Tensor(this, dim, descending);

        /// <summary>The elements in ascending order along the first axis.</summary>
        public Tensor msort() => Op.Msort.Tensor(this);

        /// <summary>The number of elements other than zero, over axes or all.</summary>
        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Op.CountNonzero.Tensor(this) : Op.CountNonzeroDims.Tensor(this, dims);

        /// <summary>How often each integer occurs, or the sum of the weights with which it does.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Op.Bincount.Tensor(this, weights, minlength);

        /// <summary>How many elements lie in each of the bins between min and max, or between the extremes where both are 0.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Op.Histc.Tensor(this, bins, min, max);

        /// <summary>The covariances of the variables, one a row, whose observations are the columns.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Op.Cov.Tensor(this, correction, fweights, aweights);

        /// <summary>The correlations of the variables, one a row, whose observations are the columns.</summary>
        public Tensor corrcoef() => Op.Corrcoef.Tensor(this);

        /// <summary>The slices of an axis, with p-norms of at most maxnorm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => Op.Renorm.Tensor(this, p, dim, maxnorm);
    }
}

file static class Op
{
    public static readonly Operator Prod = new("prod(self, dtype)");
    public static readonly Operator ProdDim = new("prod.dim_int(self, dim, keepdim, dtype)");
    public static readonly Operator Aminmax = new("aminmax(self, dim, keepdim)");
    public static readonly Operator Cumprod = new("cumprod(self, dim, dtype)");
    public static readonly Operator Logcumsumexp = new("logcumsumexp(self, dim)");
    public static readonly Operator Cummax = new("cummax(self, dim)");
    public static readonly Operator Cummin = new("cummin(self, dim)");
    public static readonly Operator Diff = new("diff(self, n, dim, prepend, append)");
    public static readonly Operator Nansum = new("nansum(self)");
    public static readonly Operator Nanmean = new("nanmean(self, dim, keepdim, dtype)");
    public static readonly Operator Median = new("median(self)");
    public static readonly Operator Nanmedian = new("nanmedian(self)");
    public static readonly Operator Quantile = new("quantile(self, q, dim, keepdim)");
    public static readonly Operator Nanquantile = new("nanquantile(self, q, dim, keepdim)");
    public static readonly Operator Mode = new("mode(self, dim, keepdim)");
    public static readonly Operator Kthvalue = new("kthvalue(self, k, dim, keepdim)");
    public static readonly Operator Argsort = new("argsort(self, dim, descending)");
    public static readonly Operator Msort = new("msort(self)");
    public static readonly Operator CountNonzero = new("count_nonzero(self)");
    public static readonly Operator CountNonzeroDims = new("count_nonzero.dim_IntList(self, dim)");
    public static readonly Operator Bincount = new("bincount(self, weights, minlength)");
    public static readonly Operator Histc = new("histc(self, bins, min, max)");
    public static readonly Operator Cov = new("cov(self, correction, fweights, aweights)");
    public static readonly Operator Corrcoef = new("corrcoef(self)");
    public static readonly Operator Renorm = new("renorm(self, p, dim, maxnorm)");
}
