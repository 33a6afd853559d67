using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>The memory of tensors of 32-bit floats on the CPU.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>Creates a tensor with arbitrary values, whatever the program's default type and device are.</summary>
    public static Tensor Create(params long[] shape) => empty(shape, dtype: ScalarType.Float32, device: CPU);

    /// <summary>The first element of a contiguous tensor of 32-bit floats on the CPU; null for null.</summary>
    public static float* Pointer(Tensor? tensor) =>
        tensor is null ? null : (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
