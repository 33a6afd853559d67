using ModelDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Images, with their labels and targets if the model takes them: a training set or a batch. It does not own the tensors.</summary>
/// <param name="Images">
/// The images in the model's input shape, <c>[count, …]</c>, in [0, 1]. If the training set is larger than memory, each access reads them from their file;
/// read them in parts, with <see cref="Range"/> or <see cref="Select"/>.
/// </param>
/// <param name="Labels">The labels, one-hot, <c>[count, classes]</c>; null if the model takes none.</param>
public sealed record Examples(Tensor Images, Tensor? Labels = null)
{
    /// <summary>Creates examples whose images remain in their file.</summary>
    internal Examples(StoredImages stored, Tensor labels) : this((Tensor)null!, labels) => (Stored, Device) = (stored, labels.device);

    /// <summary>The images in the model's input shape, <c>[count, …]</c>, in [0, 1].</summary>
    public Tensor Images { get => Stored?.Read().to(Device) ?? field; init; } = Images;

    /// <summary>The images if they remain in their file; otherwise null.</summary>
    internal StoredImages? Stored { get; private init; }

    /// <summary>The device of the images.</summary>
    internal Device Device { get => field ?? Images.device; private init; }

    /// <summary>The shape of one image.</summary>
    internal IReadOnlyList<long> Shape => Stored?.Shape ?? Images.shape[1..];

    /// <summary>The targets in the model's output shape, <c>[count, …]</c>; null if the images are the targets.</summary>
    public Tensor? Targets { get; init; }

    /// <summary>The shape of one image, channels first, if the model takes flattened images; null if it is the shape of <see cref="Images"/>.</summary>
    public IReadOnlyList<long>? ImageShape { get; init; }

    /// <summary>The number of images.</summary>
    public long Count => Stored?.Count ?? Images.shape[0];

    /// <summary>Selects examples by index.</summary>
    /// <param name="indices">The indices from 0, <c>[n]</c>, 64-bit integers on the images' device.</param>
    public Examples Select(Tensor indices) =>
        new(Stored?.Read(indices.cpu().data<long>().ToArray()).to(Device) ?? Images.index_select(0, indices), Labels?.index_select(0, indices)) { Targets = Targets?.index_select(0, indices) };

    /// <summary>Selects consecutive examples, as views.</summary>
    /// <param name="start">The first index, from 0.</param>
    /// <param name="count">The number of examples.</param>
    public Examples Range(long start, long count) => Stored is { } stored
        ? new(stored.Range(start, count), Labels!.narrow(0, start, count))
        : new(Images.narrow(0, start, count), Labels?.narrow(0, start, count)) { Targets = Targets?.narrow(0, start, count) };

    /// <summary>The examples with their images in memory.</summary>
    internal Examples Load() => Stored is null ? this : new(Images, Labels);

    /// <summary>The examples in the input shape of a model that accepts them.</summary>
    /// <returns>Views.</returns>
    internal Examples For(IModel model) => Stored is { } stored
        ? this with { Stored = stored.Reshape(model.InputShape) }
        : this with { Images = ModelInput.Of(model, Images) };

    /// <summary>The targets of a model that needs them.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    internal Tensor RequiredTargets(nn.Module model) => Targets
        ?? throw new ArgumentException($"{model.GetName()} needs targets. Write new Examples(images) {{ Targets = targets }}.");

    /// <summary>The tensors.</summary>
    internal IEnumerable<Tensor> Tensors => new[] { Stored is null ? Images : null, Labels, Targets }.OfType<Tensor>();
}
