using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>A tensor had another shape than the stage that received it declares.</summary>
/// <param name="message">Model, stage, parameter, expected and actual shape.</param>
public sealed class ShapeException(string message) : ArgumentException(message);

/// <summary>Checks what enters a stage; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShapeGuard
{
    /// <summary>Throws unless <paramref name="tensor"/> is <c>[batch, axes…]</c>.</summary>
    /// <param name="tensor">What the stage received.</param>
    /// <param name="stage">The model's and the stage's name: <c>ConvAutoencoder.Encode</c>.</param>
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

    /// <summary>Throws, and disposes the tensor, unless <paramref name="tensor"/> is <c>[batch, axes…]</c>.</summary>
    /// <param name="tensor">What a stage or a module of the user's own gave.</param>
    /// <param name="stage">The model's and the stage's name: <c>ConvAutoencoder.Encode</c>.</param>
    /// <param name="axes">The declared shape, without the batch.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ShapeException">The shape differs.</exception>
    public static torch.Tensor Returned(torch.Tensor tensor, string stage, params ReadOnlySpan<long> axes)
    {
        try
        {
            Check(tensor, stage, "the result", axes);
            return tensor;
        }
        catch
        {
            tensor?.Dispose();
            throw;
        }
    }
}
