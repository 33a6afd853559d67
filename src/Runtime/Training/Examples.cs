using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Images, and their labels where a model takes them: a training set, or a batch of it. It owns nothing.</summary>
/// <param name="Images">The images in the model's input shape, <c>[count, …]</c>, in [0, 1].</param>
/// <param name="Labels">The labels, one-hot, <c>[count, classes]</c>; null where there are none.</param>
public sealed record Examples(Tensor Images, Tensor? Labels = null)
{
    /// <summary>How many there are.</summary>
    public long Count => Images.shape[0];

    /// <summary>Those with the given places.</summary>
    /// <param name="places">Indices from 0, <c>[n]</c>, 64-bit integers on the images' device.</param>
    public Examples Select(Tensor places) => new(Images.index_select(0, places), Labels?.index_select(0, places));

    /// <summary>Some that follow each other, as views.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="count">How many.</param>
    public Examples Range(long start, long count) => new(Images.narrow(0, start, count), Labels?.narrow(0, start, count));
}
