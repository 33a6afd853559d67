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
    }

    /// <summary>Ones with the probability that each element gives, and zeros.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);
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
}
