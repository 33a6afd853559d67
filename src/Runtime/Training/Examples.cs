using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Images, with their labels and targets if the model takes them: a training set or a batch. It does not own the tensors.</summary>
/// <param name="Images">The images in the model's input shape, <c>[count, …]</c>, in [0, 1].</param>
/// <param name="Labels">The labels, one-hot, <c>[count, classes]</c>; null if the model takes none.</param>
public sealed record Examples(Tensor Images, Tensor? Labels = null)
{
    /// <summary>The targets in the model's output shape, <c>[count, …]</c>; null if the images are the targets.</summary>
    public Tensor? Targets { get; init; }

    /// <summary>The shape of one image, channels first, if the model takes flattened images; null if it is the shape of <see cref="Images"/>.</summary>
    public IReadOnlyList<long>? ImageShape { get; init; }

    /// <summary>The number of images.</summary>
    public long Count => Images.shape[0];

    /// <summary>Selects examples by index.</summary>
    /// <param name="indices">The indices from 0, <c>[n]</c>, 64-bit integers on the images' device.</param>
    public Examples Select(Tensor indices) =>
        new(Images.index_select(0, indices), Labels?.index_select(0, indices)) { Targets = Targets?.index_select(0, indices) };

    /// <summary>Selects consecutive examples, as views.</summary>
    /// <param name="start">The first index, from 0.</param>
    /// <param name="count">The number of examples.</param>
    public Examples Range(long start, long count) =>
        new(Images.narrow(0, start, count), Labels?.narrow(0, start, count)) { Targets = Targets?.narrow(0, start, count) };

    /// <summary>The targets of a model that needs them.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    internal Tensor RequiredTargets(nn.Module model) => Targets
        ?? throw new ArgumentException($"{model.GetName()} needs targets. Write new Examples(images) {{ Targets = targets }}.");

    /// <summary>The tensors.</summary>
    internal IEnumerable<Tensor> Tensors => new[] { Images, Labels, Targets }.OfType<Tensor>();
}
