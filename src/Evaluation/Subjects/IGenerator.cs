using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>A subject that decodes codes to images.</summary>
public interface IGenerator : ISubject
{
    /// <summary>Returns the pixels of each code; their means if the model returns a distribution.</summary>
    /// <param name="codes">The codes, <c>[count, n]</c>.</param>
    /// <param name="labels">The labels, <c>[count, classes]</c>, if the model takes them.</param>
    /// <returns>Images in the model's declared shape, owned by the caller.</returns>
    Tensor Decode(Tensor codes, Tensor? labels = null);
}
