using System.ComponentModel;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Crops grids; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cropping
{
    /// <summary>Cuts out the center of the grid, from ⌊(whole − length) / 2⌋ on along each axis.</summary>
    /// <param name="input">The tensor, <c>[batch, channels, axes…]</c>.</param>
    /// <param name="lengths">The output's length on each axis of the grid, at most the input's.</param>
    /// <returns>A view of the tensor.</returns>
    public static Tensor Center(Tensor input, params ReadOnlySpan<long> lengths)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = input.alias();
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            var whole = output;
            using (whole)
                output = whole.narrow(axis + 2, (whole.shape[axis + 2] - lengths[axis]) / 2, lengths[axis]);
        }

        return output;
    }
}
