using static TorchSharp.torch;

namespace ModelDsl;

/// <summary>Reshapes images to the input shape of a model.</summary>
internal static class ModelInput
{
    /// <summary>True if a model takes images of a shape, either unchanged or flattened to one axis of pixels.</summary>
    /// <param name="model">The model.</param>
    /// <param name="imageShape">The shape of one image, <c>[channels, rows, columns]</c>.</param>
    public static bool Accepts(IModel model, IReadOnlyList<long> imageShape)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.InputShape.SequenceEqual(imageShape)
            || model.InputShape is [var pixels] && pixels == imageShape.Aggregate(1L, (product, axis) => product * axis);
    }

    /// <summary>The images in the model's input shape.</summary>
    /// <param name="model">A model that accepts them.</param>
    /// <param name="images">The images, <c>[count, channels, rows, columns]</c>.</param>
    /// <returns>A view, <c>[count, …]</c>, that the caller owns.</returns>
    public static Tensor Of(IModel model, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(model);
        return images.reshape([images.shape[0], .. model.InputShape]);
    }
}
