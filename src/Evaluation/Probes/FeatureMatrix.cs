using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Feature vectors in managed memory, row after row.</summary>
/// <param name="Values"><c>Rows · Columns</c> numbers.</param>
/// <param name="Rows">The number of vectors.</param>
/// <param name="Columns">The length of each.</param>
public sealed record FeatureMatrix(float[] Values, int Rows, int Columns)
{
    /// <summary>One vector.</summary>
    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    /// <summary>Copies features from a tensor.</summary>
    /// <param name="features"><c>[count, …]</c>; what follows the first axis is one vector.</param>
    public static FeatureMatrix Of(Tensor features)
    {
        using var scope = NewDisposeScope();
        var rows = features.shape[0];
        var flat = features.detach().reshape(rows, -1).to_type(ScalarType.Float32).cpu().contiguous();
        return new FeatureMatrix(flat.data<float>().ToArray(), (int)rows, (int)flat.shape[1]);
    }
}
