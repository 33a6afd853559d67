using System.Runtime.InteropServices;

// The bridge lies beside the assembly.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]

namespace TorchSharp;

/// <summary>The bridge's functions. Those that return a <see cref="Status"/> can fail; the others cannot.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "modeldsl_torch";

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Bridge.Load);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial byte* mdl_error();

    [LibraryImport(Library)]
    private static partial byte* mdl_version();

    [LibraryImport(Library)]
    internal static partial void mdl_free(void* memory);

    // Operators.

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status mdl_bind(string name, string overload, string arguments, out nint site);

    [LibraryImport(Library)]
    internal static partial Status mdl_call(nint site, Value* values, Value* results, int capacity);

    // Tensors.

    [LibraryImport(Library)]
    internal static partial void mdl_tensor_release(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial nint mdl_tensor_share(TensorHandle tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int mdl_tensor_dim(TensorHandle tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void mdl_tensor_sizes(TensorHandle tensor, Span<long> sizes, int capacity);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void mdl_tensor_strides(TensorHandle tensor, Span<long> strides, int capacity);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long mdl_tensor_numel(TensorHandle tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial ScalarType mdl_tensor_dtype(TensorHandle tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long mdl_tensor_device(TensorHandle tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int mdl_tensor_is_contiguous(TensorHandle tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int mdl_tensor_requires_grad(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial int mdl_tensor_is_leaf(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial Status mdl_tensor_data(nint tensor, out byte* data);

    [LibraryImport(Library)]
    internal static partial ScalarType mdl_default_dtype();

    [LibraryImport(Library)]
    internal static partial Status mdl_set_default_dtype(ScalarType type);

    // Autograd.

    [LibraryImport(Library)]
    internal static partial Status mdl_tensor_set_requires_grad(TensorHandle tensor, int value);

    [LibraryImport(Library)]
    internal static partial Status mdl_tensor_grad(TensorHandle tensor, out nint grad);

    [LibraryImport(Library)]
    internal static partial Status mdl_tensor_set_grad(TensorHandle tensor, nint grad);

    [LibraryImport(Library)]
    internal static partial Status mdl_tensor_retain_grad(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial Status mdl_backward(TensorHandles roots, TensorHandles gradients, int retainGraph, int createGraph, TensorHandles inputs);

    [LibraryImport(Library)]
    internal static partial Status mdl_grad(
        TensorHandles outputs, TensorHandles inputs, TensorHandles gradients, int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int mdl_grad_enabled();

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void mdl_set_grad_enabled(int enabled);

    [LibraryImport(Library)]
    internal static partial nint mdl_inference_mode_enter(int enabled);

    [LibraryImport(Library)]
    internal static partial void mdl_inference_mode_leave(nint guard);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int mdl_inference_mode_enabled();

    [LibraryImport(Library)]
    internal static partial void mdl_set_anomaly(int enabled, int checkNaN);

    [LibraryImport(Library)]
    internal static partial int mdl_anomaly_enabled();

    [LibraryImport(Library)]
    internal static partial int mdl_anomaly_checks_nan();

    // Randomness.

    [LibraryImport(Library)]
    internal static partial Status mdl_manual_seed(ulong seed);

    [LibraryImport(Library)]
    internal static partial nint mdl_generator_default();

    [LibraryImport(Library)]
    internal static partial Status mdl_generator_new(ulong seed, long device, out nint generator);

    [LibraryImport(Library)]
    internal static partial void mdl_generator_release(nint generator);

    [LibraryImport(Library)]
    internal static partial ulong mdl_generator_initial_seed(GeneratorHandle generator);

    [LibraryImport(Library)]
    internal static partial Status mdl_generator_manual_seed(GeneratorHandle generator, ulong seed);

    [LibraryImport(Library)]
    internal static partial Status mdl_generator_seed(GeneratorHandle generator, out ulong seed);

    [LibraryImport(Library)]
    internal static partial Status mdl_generator_get_state(GeneratorHandle generator, out nint state);

    [LibraryImport(Library)]
    internal static partial Status mdl_generator_set_state(GeneratorHandle generator, TensorHandle state);

    // The machine.

    [LibraryImport(Library)]
    internal static partial int mdl_num_threads();

    [LibraryImport(Library)]
    internal static partial Status mdl_set_num_threads(int count);

    [LibraryImport(Library)]
    internal static partial int mdl_cuda_built();

    [LibraryImport(Library)]
    internal static partial int mdl_allow_tf32_matmul();

    [LibraryImport(Library)]
    internal static partial Status mdl_set_allow_tf32_matmul(int value);

    [LibraryImport(Library)]
    internal static partial int mdl_allow_tf32_cudnn();

    [LibraryImport(Library)]
    internal static partial Status mdl_set_allow_tf32_cudnn(int value);

    [LibraryImport(Library)]
    internal static partial int mdl_deterministic();

    [LibraryImport(Library)]
    internal static partial int mdl_deterministic_warn_only();

    [LibraryImport(Library)]
    internal static partial Status mdl_set_deterministic(int value, int warnOnly);

    [LibraryImport(Library)]
    internal static partial Status mdl_cuda_synchronize(int index);

    [LibraryImport(Library)]
    internal static partial int mdl_cuda_device_count();

    internal static string Version => Marshal.PtrToStringUTF8((nint)mdl_version())!;

    /// <summary>Throws libtorch's message, as TorchSharp does, where a function failed on this thread.</summary>
    internal static void Check(this Status status)
    {
        if (status != Status.Ok)
            throw new ExternalException(Marshal.PtrToStringUTF8((nint)mdl_error()));
    }
}

/// <summary>How a native function ended.</summary>
internal enum Status
{
    Ok,
    Failed,
}

/// <summary>A list of borrowed tensors; zero stands for an undefined one.</summary>
internal readonly unsafe struct TensorHandles(nint* items, int count)
{
    public readonly nint* Items = items;
    public readonly int Count = count;
}
