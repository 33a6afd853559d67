using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The baseline that does nothing: its features are the pixels, and its reconstruction is the input, noise included.</summary>
public sealed class RawPixels : IEncoder, IReconstructor
{
    /// <inheritdoc/>
    public Tensor Encode(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return examples.Images.flatten(1);
    }

    /// <inheritdoc/>
    public Tensor Reconstruct(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return examples.Images.alias();
    }
}
