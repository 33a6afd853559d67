using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>The memory of tensors.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The first element of a contiguous tensor of 32-bit floats on the CPU; null for null.</summary>
    public static float* Pointer(Tensor? tensor) =>
        tensor is null ? null : (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
