using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>Access from C# to the memory of tensors.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The largest number of elements of a span: TorchSharp's have at most 2 GB.</summary>
    public const long MaxElements = int.MaxValue / sizeof(float);

    /// <summary>Returns true if the memory can be accessed: contiguous 32-bit floating point on the CPU.</summary>
    public static bool Supports(Tensor tensor) =>
        tensor is { dtype: ScalarType.Float32, device_type: DeviceType.CPU, is_sparse: false, NumberOfElements: <= MaxElements } && tensor.is_contiguous();

    /// <summary>Creates a 32-bit tensor on the CPU with arbitrary values. It does not depend on the program's default type and device.</summary>
    public static Tensor Create(params long[] shape) => empty(shape, dtype: ScalarType.Float32, device: CPU);

    /// <summary>The elements of a tensor that <see cref="Supports"/> accepts. Do not dispose the tensor while the span is used.</summary>
    public static Span<float> Span(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>The address of the first element of such a tensor; null for null.</summary>
    public static float* Pointer(Tensor? tensor) =>
        tensor is null ? null : (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
