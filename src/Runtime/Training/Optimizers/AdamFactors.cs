using System.Numerics;

namespace ModelDsl.Training;

/// <summary>The factors of a step of Adam, which are the same for all elements of a weight.</summary>
/// <typeparam name="T">The type of the arithmetic.</typeparam>
internal readonly struct AdamFactors<T> where T : INumberBase<T>
{
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    /// <param name="options">β₁ and the weight decay λ.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="decoupled">True for AdamW: each step subtracts rate · λ · w. False to add λ w to the gradient.</param>
    public AdamFactors(TrainingOptions options, double rate, long step, bool decoupled)
    {
        Penalty = T.CreateChecked(decoupled ? 0 : options.WeightDecay);
        Shrinkage = T.CreateChecked(decoupled ? 1 - rate * options.WeightDecay : 1);
        MeanDecay = T.CreateChecked(options.Beta1);
        MeanWeight = T.CreateChecked(1 - options.Beta1);
        SquareDecay = T.CreateChecked(Beta2);
        SquareWeight = T.CreateChecked(1 - Beta2);
        InverseRoot = T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        Offset = T.CreateChecked(Epsilon);
        StepSize = T.CreateChecked(-rate / (1 - Math.Pow(options.Beta1, step)));
    }

    public T Penalty { get; }

    public T Shrinkage { get; }

    public T MeanDecay { get; }

    public T MeanWeight { get; }

    public T SquareDecay { get; }

    public T SquareWeight { get; }

    public T InverseRoot { get; }

    public T Offset { get; }

    public T StepSize { get; }
}
