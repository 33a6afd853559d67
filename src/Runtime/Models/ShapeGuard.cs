using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>Checks the shapes of tensors at the boundary of a stage; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShapeGuard
{
    /// <summary>Throws unless <paramref name="tensor"/> is <c>[batch, axes…]</c>.</summary>
    /// <param name="tensor">The argument.</param>
    /// <param name="stage">The names of the model and the stage: <c>ConvAutoencoder.Encode</c>.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="axes">The declared shape, without the batch.</param>
    /// <exception cref="ShapeException">The shape differs.</exception>
    public static void Check(torch.Tensor tensor, string stage, string parameter, params ReadOnlySpan<long> axes)
    {
        ArgumentNullException.ThrowIfNull(tensor, parameter);
        var shape = tensor.shape;
        if (shape.Length == axes.Length + 1 && axes.SequenceEqual(shape.AsSpan(1)))
            return;

        throw new ShapeException(
            $"{stage}: {parameter} is [batch, {string.Join(", ", axes.ToArray())}], but got [{string.Join(", ", shape)}].");
    }
}
