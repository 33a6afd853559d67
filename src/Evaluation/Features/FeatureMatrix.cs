using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Feature vectors in managed memory.</summary>
/// <param name="Values"><c>Rows · Columns</c> numbers, row by row.</param>
/// <param name="Rows">The number of vectors.</param>
/// <param name="Columns">The length of each.</param>
internal sealed record FeatureMatrix(float[] Values, int Rows, int Columns)
{
    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    /// <summary>Copies a tensor <c>[count, …]</c>; all axes after the first form one vector.</summary>
    public static FeatureMatrix Of(Tensor features)
    {
        using var scope = NewDisposeScope();
        var rows = features.shape[0];
        var flat = features.detach().reshape(rows, -1).to_type(ScalarType.Float32).cpu().contiguous();
        return new FeatureMatrix(flat.data<float>().ToArray(), (int)rows, (int)flat.shape[1]);
    }

    /// <summary>A copy as a tensor <c>[rows, columns]</c>.</summary>
    public Tensor ToTensor() => tensor(Values).reshape(Rows, Columns);
}
