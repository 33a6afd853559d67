using System.Globalization;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>A kind of device; the numbers are libtorch's.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA graphics processor.</summary>
    CUDA = 1,

    /// <summary>Intel's library of kernels.</summary>
    MKLDNN = 2,

    /// <summary>OpenGL.</summary>
    OPENGL = 3,

    /// <summary>OpenCL.</summary>
    OPENCL = 4,

    /// <summary>Intel's library of kernels.</summary>
    IDEEP = 5,

    /// <summary>An AMD graphics processor.</summary>
    HIP = 6,

    /// <summary>A field-programmable gate array.</summary>
    FPGA = 7,

    /// <summary>Microsoft's neural processor.</summary>
    MSNPU = 8,

    /// <summary>What XLA compiles for.</summary>
    XLA = 9,

    /// <summary>Apple's graphics processor.</summary>
    MPS = 13,

    /// <summary>No device: shapes without data.</summary>
    META = 14,
}

public static partial class torch
{
    /// <summary>Where a tensor's data lie.</summary>
    public class Device
    {
        /// <summary>A device of a kind.</summary>
        /// <param name="deviceType">The kind.</param>
        /// <param name="index">Which of that kind; -1 for the current one.</param>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = deviceType == DeviceType.CPU ? -1 : index;
        }

        /// <summary>A device as PyTorch writes it: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
            : this(Parse(description, out var index), index)
        {
        }

        /// <summary>A device by the name of its kind.</summary>
        public Device(string deviceType, int index = -1)
            : this(Parse(deviceType, out _), index)
        {
        }

        /// <summary>The CUDA device with this index.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; }

        /// <summary>Which of its kind; -1 for the current one.</summary>
        public int index { get; }

        internal long Bits => (long)type << 8 | (byte)index;

        /// <summary>As PyTorch writes it.</summary>
        public override string ToString()
        {
#pragma warning disable CA1308 // PyTorch's names are lower-case.
            var kind = type.ToString().ToLowerInvariant();
#pragma warning restore CA1308
            return index < 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}:{index}");
        }

        /// <summary>A device as PyTorch writes it.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>The device itself, where libtorch can use it.</summary>
        /// <exception cref="ExternalException">It is a CUDA device, and there is none, or none of this index.</exception>
        internal Device Available()
        {
            if (type == DeviceType.CUDA)
                cuda.Require(this);
            return this;
        }

        internal static Device FromBits(long bits) => bits >> 8 == 0 ? CPU : new((DeviceType)(bits >> 8), (sbyte)bits);

        private static DeviceType Parse(string description, out int index)
        {
            ArgumentNullException.ThrowIfNull(description);
            var colon = description.IndexOf(':', StringComparison.Ordinal);
            var kind = colon < 0 ? description : description[..colon];
            index = -1;
            if (Enum.TryParse<DeviceType>(kind, ignoreCase: true, out var type) && !char.IsAsciiDigit(kind[0])
                && (colon < 0 || int.TryParse(description[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out index)))
                return type;
            throw new ArgumentException($"'{description}' is no device: write cpu, cuda or cuda:0.", nameof(description));
        }
    }

    /// <summary>The processor.</summary>
    public static Device CPU = new(DeviceType.CPU);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>A device as PyTorch writes it: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device by the name of its kind.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device of a kind.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The CUDA device with this index.</summary>
    public static Device device(int index) => new(index);

    /// <summary>Is there a CUDA device that this libtorch can use?</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>Is there a CUDA device that this libtorch can use?</summary>
        public static bool is_available() => device_count() > 0;

        internal static void Require(Device device)
        {
            var count = device_count();
            if (device.index < count && count > 0)
                return;
            var reason = NativeMethods.mdl_cuda_built() == 0
                ? $"this libtorch ({__version__}) is built without CUDA. Use the device cpu, or a libtorch with CUDA: set LIBTORCH to its folder and build again."
                : count == 0
                    ? $"libtorch {__version__} finds no CUDA device. Install the driver (nvidia-smi shows whether it works), or use the device cpu."
                    : $"the CUDA devices are cuda:0 to cuda:{count - 1}.";
            throw new ExternalException($"{EngineCodes.UnknownDevice}: {device} cannot be used: {reason}");
        }

        /// <summary>The number of CUDA devices.</summary>
        public static int device_count() => NativeMethods.mdl_cuda_device_count();

        /// <summary>Waits until a CUDA device has done all that it was given; the current one where null.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is none.</exception>
        public static void synchronize(Device? device = null) => NativeMethods.mdl_cuda_synchronize(device?.Available().index ?? -1).Check();
    }
}
