using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>
/// Keeps the gradients that an autograd function returns. TorchSharp passes their handles to libtorch but holds no reference to the tensors, so
/// they could be finalized before libtorch has its own reference.
/// </summary>
internal static class ReturnedGradients
{
    [ThreadStatic]
    private static List<Tensor>? s_kept;

    /// <summary>The gradients of the last function that ran on this thread.</summary>
    public static IReadOnlyList<Tensor?> Last => s_kept ?? [];

    /// <summary>Disposes the gradients that the previous function on this thread returned, so that a step does not keep all of its gradients.</summary>
    public static void Release()
    {
        foreach (var tensor in s_kept ?? [])
            tensor?.Dispose();
        s_kept = null;
    }

    /// <summary>Keeps gradients until the next <see cref="Release"/>, and returns them.</summary>
    public static List<Tensor> Keep(List<Tensor> gradients) => s_kept = gradients;
}
