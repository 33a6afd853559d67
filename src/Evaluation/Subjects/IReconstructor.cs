using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>A subject that reconstructs images.</summary>
public interface IReconstructor : ISubject
{
    /// <summary>Returns the reconstruction of each image.</summary>
    /// <param name="examples">The images, with labels if the model takes them.</param>
    /// <returns>Pixels in the images' shape, owned by the caller.</returns>
    Tensor Reconstruct(Examples examples);
}
