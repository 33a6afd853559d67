namespace ModelDsl.Data;

/// <summary>Checks that a loaded data set has what it declares. A difference would otherwise be an image that is reshaped in silence, or an error of libtorch.</summary>
internal static class DatasetCheck
{
    /// <summary>Checks the content of a data set.</summary>
    /// <param name="declared">The data set.</param>
    /// <param name="content">Its content.</param>
    /// <returns>The content.</returns>
    /// <exception cref="CodedException">A part is empty, has another shape, or has labels that do not fit.</exception>
    public static Dataset Of(IDataset declared, Dataset content)
    {
        var shape = Text(declared.ImageShape);
        if (declared.ImageShape is not [> 0, > 0, > 0])
            throw Mismatch($"{declared.Name} declares images of {shape}, but an image has three axes: channels, height and width. Correct its ImageShape.");
        if (declared.Classes < 1)
            throw Mismatch($"{declared.Name} declares {declared.Classes} classes. Declare 1 if its images have no labels.");
        foreach (var (part, images) in new[] { ("training", content.Train), ("test", content.Test) })
        {
            if (images.Count == 0)
                throw Mismatch($"{declared.Name} has no {part} images. Add at least one.");
            if (!images.Shape.SequenceEqual(declared.ImageShape))
                throw Mismatch($"{declared.Name} declares images of {shape}, but its {part} images are {Text(images.Shape)}. Correct its ImageShape, or the shape of the images.");
            if (images.Labels.Max() is var label && label >= declared.Classes)
                throw Mismatch($"{declared.Name} declares {declared.Classes} classes, but a {part} image has the label {label}. Labels begin at 0.");
        }

        CheckTargets(declared, content);
        return content;
    }

    private static void CheckTargets(IDataset declared, Dataset content)
    {
        foreach (var (part, images, targets) in new[] { ("training", content.Train, content.TrainTargets), ("test", content.Test, content.TestTargets) })
        {
            if (declared.TargetShape is null != targets is null)
                throw Pairs($"{declared.Name} declares {(declared.TargetShape is null ? "no targets, but has" : "targets, but has none")} for its {part} images. Correct its TargetShape, or the Dataset that it returns.");
            if (targets is null)
                continue;
            if (targets.Count != images.Count)
                throw Pairs($"{declared.Name} has {targets.Count} targets for {images.Count} {part} images. Give each image one target, in the same order.");
            if (!targets.Shape.SequenceEqual(declared.TargetShape!))
                throw Pairs($"{declared.Name} declares targets of {Text(declared.TargetShape!)}, but its {part} targets are {Text(targets.Shape)}. Correct its TargetShape, or the shape of the targets.");
            if (images.Stored is not null || targets.Stored is not null)
                throw new CodedException(ErrorCodes.DataTooLarge, $"{declared.Name} has too many pixels: images with targets are loaded into memory. Use a smaller shape or fewer images.");
        }
    }

    private static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    private static CodedException Pairs(string message) => new(ErrorCodes.PairsMismatch, message);

    private static CodedException Mismatch(string message) => new(ErrorCodes.DataMismatch, message);
}
