using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The memory of tensors, for passes that are written in C#.</summary>
internal static class TensorMemory
{
    /// <summary>Returns true if the elements can be read and written as a span: contiguous 32-bit floating point on the CPU.</summary>
    public static bool Serves(Tensor tensor) =>
        tensor is { dtype: ScalarType.Float32, device_type: DeviceType.CPU, is_sparse: false, NumberOfElements: <= int.MaxValue / sizeof(float) }
        && tensor.is_contiguous();

    /// <summary>The elements of a tensor that <see cref="Serves"/>. It must not be disposed while the span is used.</summary>
    public static Span<float> Of(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
