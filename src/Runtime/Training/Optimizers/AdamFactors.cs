namespace ModelDsl.Training;

/// <summary>The factors of a step of Adam, which are the same for all elements of a weight.</summary>
internal readonly struct AdamFactors
{
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    /// <param name="options">β₁ and the weight decay λ.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="decoupled">True for AdamW: each step subtracts rate · λ · w. False to add λ w to the gradient.</param>
    public AdamFactors(TrainingOptions options, double rate, long step, bool decoupled)
    {
        Penalty = decoupled ? 0 : (float)options.WeightDecay;
        Shrinkage = decoupled ? (float)(1 - rate * options.WeightDecay) : 1;
        MeanDecay = (float)options.Beta1;
        MeanWeight = (float)(1 - options.Beta1);
        SquareDecay = (float)Beta2;
        SquareWeight = (float)(1 - Beta2);
        InverseRoot = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        Offset = (float)Epsilon;
        StepSize = (float)(-rate / (1 - Math.Pow(options.Beta1, step)));
    }

    public float Penalty { get; }

    public float Shrinkage { get; }

    public float MeanDecay { get; }

    public float MeanWeight { get; }

    public float SquareDecay { get; }

    public float SquareWeight { get; }

    public float InverseRoot { get; }

    public float Offset { get; }

    public float StepSize { get; }
}
