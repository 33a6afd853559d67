namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.Zeros.Tensor(size, dtype, device), requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros(size.ToArray(), dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros((long[])[size], dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros((long[])[rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros((long[])[dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.Ones.Tensor(size, dtype, device), requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones(size.ToArray(), dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones((long[])[size], dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones((long[])[rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones((long[])[dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A tensor of whatever the memory holds.</summary>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.Empty.Tensor(size, dtype, device), requires_grad, names);

    /// <summary>A tensor of whatever the memory holds.</summary>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        empty(size.ToArray(), dtype, device, requires_grad, names);

    /// <summary>A tensor of whatever the memory holds.</summary>
    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        empty((long[])[size], dtype, device, requires_grad, names);

    /// <summary>A tensor of whatever the memory holds.</summary>
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        empty((long[])[rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of whatever the memory holds.</summary>
    public static Tensor empty(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        empty((long[])[dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of whatever the memory holds.</summary>
    public static Tensor empty(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        empty((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A tensor of numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Finish(Op.Rand.Tensor(size, generator, dtype, device), requires_grad, names);

    /// <summary>A tensor of numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        rand(size.ToArray(), dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        rand((long[])[size], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        rand((long[])[rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        rand((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        rand((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of standard normal numbers.</summary>
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Finish(Op.Randn.Tensor(size, generator, dtype, device), requires_grad, names);

    /// <summary>A tensor of standard normal numbers.</summary>
    public static Tensor randn(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randn(size.ToArray(), dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of standard normal numbers.</summary>
    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((long[])[size], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of standard normal numbers.</summary>
    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randn((long[])[rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of standard normal numbers.</summary>
    public static Tensor randn(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randn((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of standard normal numbers.</summary>
    public static Tensor randn(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randn((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    /// <summary>A tensor of one value.</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.Full.Tensor(size, value, dtype, device), requires_grad, names);

    /// <summary>A tensor of one value.</summary>
    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full(size.ToArray(), value, dtype, device, requires_grad, names);

    /// <summary>A tensor of one value.</summary>
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full((long[])[size], value, dtype, device, requires_grad, names);

    /// <summary>A tensor of one value.</summary>
    public static Tensor full(
        long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full((long[])[rows, columns], value, dtype, device, requires_grad, names);

    /// <summary>A tensor of one value.</summary>
    public static Tensor full(
        long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full((long[])[dim0, dim1, dim2], value, dtype, device, requires_grad, names);

    /// <summary>A tensor of one value.</summary>
    public static Tensor full(
        long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        full((long[])[dim0, dim1, dim2, dim3], value, dtype, device, requires_grad, names);

    /// <summary>Integers uniform from low to below high; 64-bit unless a type is given.</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        Finish(Op.Randint.Tensor(low, high, size, generator, dtype ?? int64, device), requires_grad, names);

    /// <summary>Integers uniform from zero to below high; 64-bit unless a type is given.</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>The integers from zero to below n in random order; 64-bit unless a type is given.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Op.Randperm.Tensor(n, generator, dtype ?? int64, device), requires_grad);

    /// <summary>The numbers from zero to below stop, one apart.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from start to below stop, one apart.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from start to below stop, a step apart; 64-bit integers where all three are.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Op.Arange.Tensor(start, stop, step, dtype, device), requires_grad);

    /// <summary>So many numbers from start to end, evenly apart.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Op.Linspace.Tensor(start, end, steps, dtype, device), requires_grad);

    /// <summary>The identity matrix, square unless the columns are given.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.Eye.Tensor(rows, columns < 0 ? rows : columns, dtype, device), requires_grad, names);

    /// <summary>Zeros in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.ZerosLike.Tensor(input, dtype, device), requires_grad, names);

    /// <summary>Ones in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.OnesLike.Tensor(input, dtype, device), requires_grad, names);

    /// <summary>Whatever the memory holds, in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.EmptyLike.Tensor(input, dtype, device), requires_grad, names);

    /// <summary>Numbers uniform in [0, 1) in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Op.RandLike.Tensor(input, dtype, device), requires_grad);

    /// <summary>Standard normal numbers in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Op.RandnLike.Tensor(input, dtype, device), requires_grad);

    /// <summary>One value in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Op.FullLike.Tensor(input, value, dtype, device), requires_grad, names);

    /// <summary>So many powers of a base, whose exponents run evenly from start to end.</summary>
    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Op.Logspace.Tensor(start, end, steps, @base, dtype, device), requires_grad);

    /// <summary>Integers uniform from low to below high.</summary>
    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(low, high, Array.ConvertAll(size, length => (long)length), dtype, device, requires_grad, generator, names);

    /// <summary>Integers uniform from 0 to below high.</summary>
    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Integers uniform from low to below high in the shape of another tensor, of its type and on its device unless given.</summary>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Op.RandintLike.Tensor(input, low, high, dtype, device), requires_grad);

    /// <summary>Normal numbers with the means and standard deviations that tensors give.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Op.Normal.Tensor(mean, std, generator);

    /// <summary>A tensor of normal numbers.</summary>
    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Finish(Op.NormalOf.Tensor(mean, std, size.ToArray(), generator, dtype, device), requires_grad, names);

    /// <summary>What every factory ends with.</summary>
    private static Tensor Finish(Tensor tensor, bool requires_grad, string[]? names = null)
    {
        if (names is not null)
            throw new NotSupportedException("Named axes are not supported.");
        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    public partial class Tensor
    {
        /// <summary>Zeros in this shape, of this type and on this device unless given.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.zeros_like(this, dtype, device, requires_grad);

        /// <summary>Ones in this shape, of this type and on this device unless given.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.ones_like(this, dtype, device, requires_grad);

        /// <summary>Whatever the memory holds, in this shape, of this type and on this device unless given.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.empty_like(this, dtype, device, requires_grad);

        /// <summary>Numbers uniform in [0, 1) in this shape, of this type and on this device unless given.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.rand_like(this, dtype, device, requires_grad);

        /// <summary>Standard normal numbers in this shape, of this type and on this device unless given.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.randn_like(this, dtype, device, requires_grad);

        /// <summary>One value in this shape, of this type and on this device unless given.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.full_like(this, value, dtype, device, requires_grad);

        /// <summary>Zeros in a shape, of this type and on this device unless given.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Zeros in a shape, of this type and on this device unless given.</summary>
        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            zeros((long[])[size], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Zeros in a shape, of this type and on this device unless given.</summary>
        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            zeros((long[])[rows, columns], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Ones in a shape, of this type and on this device unless given.</summary>
        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            ones((long[])[size], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Ones in a shape, of this type and on this device unless given.</summary>
        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            ones((long[])[rows, columns], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Whatever the memory holds in a shape, of this type and on this device unless given.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Whatever the memory holds in a shape, of this type and on this device unless given.</summary>
        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty((long[])[size], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Whatever the memory holds in a shape, of this type and on this device unless given.</summary>
        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty((long[])[rows, columns], dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>One value in a shape, of this type and on this device unless given.</summary>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>One value in a shape, of this type and on this device unless given.</summary>
        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            full((long[])[size], value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>One value in a shape, of this type and on this device unless given.</summary>
        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            full((long[])[rows, columns], value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Integers uniform from low to below high in this shape, of this type and on this device unless given.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.randint_like(this, low, high, dtype, device, requires_grad);
    }
}

file static class Op
{
    public static readonly Operator Zeros = new("zeros(size, dtype, device)");
    public static readonly Operator Ones = new("ones(size, dtype, device)");
    public static readonly Operator Empty = new("empty.memory_format(size, dtype, device)");
    public static readonly Operator Rand = new("rand.generator(size, generator, dtype, device)");
    public static readonly Operator Randn = new("randn.generator(size, generator, dtype, device)");
    public static readonly Operator Full = new("full(size, fill_value, dtype, device)");
    public static readonly Operator Randint = new("randint.low_generator(low, high, size, generator, dtype, device)");
    public static readonly Operator Randperm = new("randperm.generator(n, generator, dtype, device)");
    public static readonly Operator Arange = new("arange.start_step(start, end, step, dtype, device)");
    public static readonly Operator Linspace = new("linspace(start, end, steps, dtype, device)");
    public static readonly Operator Eye = new("eye.m(n, m, dtype, device)");
    public static readonly Operator ZerosLike = new("zeros_like(self, dtype, device)");
    public static readonly Operator OnesLike = new("ones_like(self, dtype, device)");
    public static readonly Operator EmptyLike = new("empty_like(self, dtype, device)");
    public static readonly Operator RandLike = new("rand_like(self, dtype, device)");
    public static readonly Operator RandnLike = new("randn_like(self, dtype, device)");
    public static readonly Operator FullLike = new("full_like(self, fill_value, dtype, device)");
    public static readonly Operator Logspace = new("logspace(start, end, steps, base, dtype, device)");
    public static readonly Operator RandintLike = new("randint_like.low_dtype(self, low, high, dtype, device)");
    public static readonly Operator Normal = new("normal.Tensor_Tensor(mean, std, generator)");
    public static readonly Operator NormalOf = new("normal.float_float(mean, std, size, generator, dtype, device)");
}
