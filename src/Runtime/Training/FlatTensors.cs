using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Tensors of one type and one device that share their memory, so that an operator computes all of them at once.</summary>
internal sealed class FlatTensors : IDisposable
{
    /// <summary>Allocates zeros.</summary>
    /// <param name="like">Tensors of the same shapes, type and device; at least one.</param>
    public FlatTensors(IReadOnlyList<Tensor> like)
    {
        using var scope = NewDisposeScope();
        All = zeros(like.Sum(tensor => tensor.NumberOfElements), like[0].dtype, like[0].device).DetachFromDisposeScope();
        var parts = new List<Tensor>();
        var start = 0L;
        foreach (var tensor in like)
        {
            parts.Add(All.narrow(0, start, tensor.NumberOfElements).view(tensor.shape).DetachFromDisposeScope());
            start += tensor.NumberOfElements;
        }

        Parts = parts;
    }

    /// <summary>All elements.</summary>
    public Tensor All { get; }

    /// <summary>Views in the shapes of the tensors.</summary>
    public IReadOnlyList<Tensor> Parts { get; }

    /// <summary>True if tensors can share their memory: floating-point numbers of one type on one device.</summary>
    public static bool Supports(IReadOnlyCollection<Tensor> tensors) =>
        tensors.First() is var first && first.is_floating_point() && tensors.All(tensor => tensor.dtype == first.dtype && tensor.device_type == first.device_type && tensor.device_index == first.device_index);

    /// <summary>Copies the elements of tensors to one tensor.</summary>
    public static Tensor Join(IEnumerable<Tensor> tensors) => cat(tensors.Select(tensor => tensor.reshape(-1)).ToArray());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in Parts)
            part.Dispose();
        All.Dispose();
    }
}
