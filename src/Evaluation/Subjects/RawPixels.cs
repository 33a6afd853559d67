using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The identity as a baseline: codes are the pixels, and reconstructions are the input, noise included.</summary>
internal sealed class RawPixels : IEncoder, IReconstructor
{
    public Tensor Encode(Examples examples) => examples.Images.flatten(1);

    public Tensor Reconstruct(Examples examples) => examples.Images.alias();
}
