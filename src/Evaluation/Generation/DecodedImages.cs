using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Decodes codes to images.</summary>
internal static class DecodedImages
{
    /// <summary>Decodes codes to images in the shape of the examples, <c>[count, channels, rows, columns]</c>.</summary>
    public static Tensor DecodeAs(this IGenerator subject, Examples examples, Tensor codes, Tensor? labels = null)
    {
        using var scope = NewDisposeScope();
        return subject.Decode(codes, labels).reshape([codes.shape[0], .. examples.Images.shape[1..]]).MoveToOuterDisposeScope();
    }
}
