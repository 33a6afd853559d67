using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// What evaluators measure: a trained model, or a baseline beside it. What it can do, it says by <see cref="IEncoder"/>,
/// <see cref="IReconstructor"/> and <see cref="IGenerator"/>. Images are <c>[count, channels, rows, columns]</c>, in [0, 1], and labels one-hot.
/// </summary>
public interface ISubject;

/// <summary>Gives each image a vector of features.</summary>
public interface IEncoder : ISubject
{
    /// <summary>The features of each image; where a model gives a distribution of codes, its mean.</summary>
    /// <param name="examples">The images, and their labels where the model takes them.</param>
    /// <returns><c>[count, n]</c>, the caller's.</returns>
    Tensor Encode(Examples examples);
}

/// <summary>Gives each image a reconstruction.</summary>
public interface IReconstructor : ISubject
{
    /// <summary>What is given back for each image.</summary>
    /// <param name="examples">The images, and their labels where the model takes them.</param>
    /// <returns>Pixels in the images' shape, the caller's.</returns>
    Tensor Reconstruct(Examples examples);
}

/// <summary>Makes images of codes.</summary>
public interface IGenerator : ISubject
{
    /// <summary>The pixels that codes decode to: where a model gives a distribution, their means.</summary>
    /// <param name="codes">The codes, <c>[count, n]</c>.</param>
    /// <param name="labels">The labels, <c>[count, classes]</c>, where the model takes them.</param>
    /// <returns>Images in the shape that the model declares, the caller's.</returns>
    Tensor Decode(Tensor codes, Tensor? labels = null);
}

/// <summary>What stands beside models in tables, to show what their metrics are worth.</summary>
[Flags]
public enum Baselines
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="ModelDsl.Evaluation.MeanImage"/>: an <see cref="IReconstructor"/>.</summary>
    MeanImage = 1,

    /// <summary><see cref="ModelDsl.Evaluation.PrincipalComponents"/>, with as many components as the models' codes are long: an <see cref="IReconstructor"/>, <see cref="IEncoder"/> and <see cref="IGenerator"/>.</summary>
    PrincipalComponents = 2,

    /// <summary><see cref="ModelDsl.Evaluation.RawPixels"/>: an <see cref="IReconstructor"/> that gives back its input, and an <see cref="IEncoder"/>.</summary>
    RawPixels = 4,
}
