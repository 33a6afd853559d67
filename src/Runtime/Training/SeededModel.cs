using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Creates models with weights that are determined by entry, sizes and seed.</summary>
internal static class SeededModel
{
    /// <summary>Creates a model with weights drawn from the seed, in PyTorch's order of layers.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="sizes">The sizes, in the order of the entry.</param>
    /// <param name="seed">The seed of the default generator.</param>
    /// <param name="device">The device of the weights.</param>
    public static nn.Module Make(ModelEntry entry, IReadOnlyList<int> sizes, int seed, Device device)
    {
        manual_seed(seed);
        return entry.Create(sizes).to(device);
    }
}
