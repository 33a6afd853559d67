using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>A subject that encodes images.</summary>
public interface IEncoder : ISubject
{
    /// <summary>Returns the code of each image; the mean if the model returns a distribution.</summary>
    /// <param name="examples">The images, with labels if the model takes them.</param>
    /// <returns><c>[count, n]</c>, owned by the caller.</returns>
    Tensor Encode(Examples examples);
}
