using TorchSharp.Utils;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The memory of the elements: gone when the tensor is disposed.</summary>
        /// <exception cref="InvalidOperationException">The data are not in the processor's memory, or not in order.</exception>
        public Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("The elements are not in order in memory: call contiguous() first.");
                return new Span<byte>(Data(), checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                    throw new ArgumentException($"{value.Length} bytes do not fill a tensor of {target.Length}.");
                value.CopyTo(target);
            }
        }

        /// <summary>Reads and writes the elements, in order.</summary>
        /// <typeparam name="T">The .NET type with the layout of the elements.</typeparam>
        /// <exception cref="ArgumentException">The elements are of another type.</exception>
        /// <exception cref="InvalidOperationException">The data are not in the processor's memory.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ElementTypes.Check<T>(dtype);
            Data();
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element.</summary>
        /// <typeparam name="T">The .NET type with the layout of the element.</typeparam>
        /// <exception cref="ArgumentException">The element is of another type, or there is not exactly one.</exception>
        public T item<T>() where T : unmanaged
        {
            ElementTypes.Check<T>(dtype);
            if (NumberOfElements != 1)
                throw new ArgumentException($"A tensor of {NumberOfElements} elements has no single item.");
            using var local = device_type == DeviceType.CPU ? null : cpu();
            using var held = (local ?? this).Native.Hold();
            return *(T*)(local ?? this).Data();
        }

        /// <summary>The only element, as a number.</summary>
        public Scalar ToScalar() => Op.Item.Scalar(this);

        /// <summary>The memory of the elements, as long as the caller holds <see cref="Native"/>.</summary>
        internal byte* Data()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"The data lie on {device}: call cpu() first.");
            using var held = Native.Hold();
            mdl_tensor_data(held.Native, out var data).Check();
            return data;
        }

        /// <summary>The only element.</summary>
        public static explicit operator float(Tensor value) => value.ToSingle();

        /// <summary>The only element.</summary>
        public static explicit operator double(Tensor value) => value.ToDouble();

        /// <summary>The only element.</summary>
        public static explicit operator int(Tensor value) => value.ToInt32();

        /// <summary>The only element.</summary>
        public static explicit operator long(Tensor value) => value.ToInt64();

        /// <summary>The only element.</summary>
        public static explicit operator byte(Tensor value) => value.ToByte();

        /// <summary>The only element.</summary>
        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        /// <summary>The only element.</summary>
        public static explicit operator short(Tensor value) => value.ToInt16();

        /// <summary>The only element.</summary>
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}

/// <summary>Conversions of a tensor of one element to .NET's numbers.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>The only element, in single precision.</summary>
    public static float ToSingle(this Tensor value) => ScalarOf(value).ToSingle();

    /// <summary>The only element, in double precision.</summary>
    public static double ToDouble(this Tensor value) => ScalarOf(value).ToDouble();

    /// <summary>The only element, as a byte.</summary>
    public static byte ToByte(this Tensor value) => ScalarOf(value).ToByte();

    /// <summary>The only element, as a signed byte.</summary>
    public static sbyte ToSByte(this Tensor value) => ScalarOf(value).ToSByte();

    /// <summary>The only element, as a 16-bit integer.</summary>
    public static short ToInt16(this Tensor value) => ScalarOf(value).ToInt16();

    /// <summary>The only element, as a 32-bit integer.</summary>
    public static int ToInt32(this Tensor value) => ScalarOf(value).ToInt32();

    /// <summary>The only element, as a 64-bit integer.</summary>
    public static long ToInt64(this Tensor value) => ScalarOf(value).ToInt64();

    /// <summary>Is the only element other than zero?</summary>
    public static bool ToBoolean(this Tensor value) => ScalarOf(value).ToBoolean();

    private static Scalar ScalarOf(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToScalar();
    }

    /// <summary>Writes the tensor as TorchSharp does.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorRecord.Write(tensor, writer);

    /// <summary>Bytes an element.</summary>
    public static int ElementSize(this ScalarType type) => ElementTypes.Size(type);

    /// <summary>The number of elements of a shape.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Makes the tensor a parameter; the tensor is as if disposed.</summary>
    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);
}

file static class Op
{
    public static readonly Operator Item = new("item(self)");
}
