namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy with memory of its own, which autograd sees through.</summary>
        public Tensor clone() => Op.Clone.Tensor(this);

        /// <summary>Writes another tensor's elements into this one, converted.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Op.Copy_.InPlace(this, source, nonBlocking);

        /// <summary>Writes one value everywhere.</summary>
        public Tensor fill_(Scalar value) => Op.Fill_.InPlace(this, value);

        /// <summary>Writes zero everywhere.</summary>
        public Tensor zero_() => Op.Zero_.InPlace(this);

        /// <summary>Writes normal numbers.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Op.Normal_.InPlace(this, mean, std, generator);

        /// <summary>Writes numbers uniform from <paramref name="from"/> to below <paramref name="to"/>.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Op.Uniform_.InPlace(this, from, to, generator);

        /// <summary>Ones with the probability that each element gives, and zeros.</summary>
        public Tensor bernoulli(Generator? generator = null) => Op.Bernoulli.Tensor(this, generator);

        /// <summary>Writes ones with a probability, and zeros.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Op.Bernoulli_.InPlace(this, p, generator);

        /// <summary>The elements as another type: the tensor itself where it has that type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            DisposedIf(disposeAfter, Op.ToType.Tensor(this, type, non_blocking, copy));

        /// <summary>The elements as another type: the tensor itself where it has that type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>The data on a device: the tensor itself where they lie there.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        /// <summary>The data on a device: the tensor itself where they lie there.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The data on a device: the tensor itself where they lie there.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The data as another type on a device: the tensor itself where nothing changes.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            DisposedIf(disposeAfter, Op.ToDevice.Tensor(this, device, type, non_blocking, copy));

        /// <summary>The data as another tensor's type on its device: the tensor itself where nothing changes.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>The data in the processor's memory: the tensor itself where they lie there.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The data on a CUDA device: the tensor itself where they lie there.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        private Tensor DisposedIf(bool disposeAfter, Tensor result)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }

        /// <summary>Writes integers uniform from <paramref name="from"/> to below <paramref name="to"/>.</summary>
        public Tensor random_(double from, double to, Generator? generator = null) => Op.Random_.InPlace(this, (long)from, (long)to, generator);

        /// <summary>Writes exponentially distributed numbers.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Op.Exponential_.InPlace(this, lambda, generator);

        /// <summary>Writes numbers whose logarithms are normal.</summary>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) => Op.LogNormal_.InPlace(this, mean, std, generator);

        /// <summary>Writes numbers of a Cauchy distribution.</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) => Op.Cauchy_.InPlace(this, median, sigma, generator);

        /// <summary>Writes the numbers of trials to the first success.</summary>
        public Tensor geometric_(double p, Generator? generator = null) => Op.Geometric_.InPlace(this, p, generator);

        /// <summary>Writes ones with the probabilities that a tensor gives, and zeros.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Op.BernoulliTensor_.InPlace(this, p, generator);

        /// <summary>Draws places along the last axis, with the elements as weights.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Op.Multinomial.Tensor(this, num_samples, replacement, generator);

        /// <summary>Draws numbers of events at the rates that the elements give.</summary>
        public Tensor poisson(Generator? generator = null) => Op.Poisson.Tensor(this, generator);

        /// <summary>The elements as truth values: other than zero?</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The elements as unsigned 8-bit integers.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>The elements as signed 8-bit integers.</summary>
        public Tensor @char() => to_type(ScalarType.Int8);

        /// <summary>The elements as 16-bit integers.</summary>
        public Tensor @short() => to_type(ScalarType.Int16);

        /// <summary>The elements as 32-bit integers.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The elements as 64-bit integers.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The elements in half precision.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>The elements with single precision's exponent in 16 bits.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>The elements in single precision.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The elements in double precision.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The elements as another type: the tensor itself where it has that type.</summary>
        public Tensor type(ScalarType dtype) => to_type(dtype);

        /// <summary>The elements as another tensor's type: the tensor itself where it has that type.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
    }

    /// <summary>Ones with the probability that each element gives, and zeros.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>Draws places along the last axis, with the elements as weights.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    /// <summary>Draws numbers of events at the rates that the elements give.</summary>
    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);

    /// <summary>A copy with memory of its own, which autograd sees through.</summary>
    public static Tensor clone(Tensor input) => input.clone();
}

file static class Op
{
    public static readonly Operator Clone = new("clone(self)");
    public static readonly Operator Copy_ = new("copy_(self, src, non_blocking)");
    public static readonly Operator Fill_ = new("fill_.Scalar(self, value)");
    public static readonly Operator Zero_ = new("zero_(self)");
    public static readonly Operator Normal_ = new("normal_(self, mean, std, generator)");
    public static readonly Operator Uniform_ = new("uniform_(self, from, to, generator)");
    public static readonly Operator Bernoulli = new("bernoulli(self, generator)");
    public static readonly Operator Bernoulli_ = new("bernoulli_.float(self, p, generator)");
    public static readonly Operator ToType = new("to.dtype(self, dtype, non_blocking, copy)");
    public static readonly Operator ToDevice = new("to.device(self, device, dtype, non_blocking, copy)");
    public static readonly Operator Random_ = new("random_.from(self, from, to, generator)");
    public static readonly Operator Exponential_ = new("exponential_(self, lambd, generator)");
    public static readonly Operator LogNormal_ = new("log_normal_(self, mean, std, generator)");
    public static readonly Operator Cauchy_ = new("cauchy_(self, median, sigma, generator)");
    public static readonly Operator Geometric_ = new("geometric_(self, p, generator)");
    public static readonly Operator BernoulliTensor_ = new("bernoulli_.Tensor(self, p, generator)");
    public static readonly Operator Multinomial = new("multinomial(self, num_samples, replacement, generator)");
    public static readonly Operator Poisson = new("poisson(self, generator)");
}
