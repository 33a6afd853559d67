using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Images that a model makes of draws of the prior N(0, I): the same draws for all models of a code's length, and for all seeds.</summary>
public sealed class SamplesEvaluator : IEvaluator
{
    private const long Count = 64;
    private const ulong NoiseSeed = 1;

    /// <summary>The picture's name.</summary>
    public const string Picture = "samples";

    /// <summary>How many images stand in a row.</summary>
    public const int Columns = 8;

    /// <inheritdoc/>
    public string Name => "Samples";

    /// <inheritdoc/>
    public string Settings => $"pictures {Count}, seed {NoiseSeed}";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [];

    /// <inheritdoc/>
    public bool Measures(ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.HasPrior;
    }

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(NoiseSeed);
        var model = (ImageModel)evaluation.Subject;
        var codes = randn(Count, model.Encode(evaluation.Test.Range(0, 1)).shape[1], generator: generator).to(evaluation.Test.Images.device);
        evaluation.AddPicture(Picture, model.DecodeAs(evaluation.Test, codes, model.TakesLabels ? ClassesInTurn(evaluation) : null));
    }

    private static Tensor ClassesInTurn(EvaluationContext evaluation)
    {
        var classes = evaluation.Test.Labels!.shape[1];
        return eye(classes).index_select(0, arange(Count).remainder(classes)).to(evaluation.Test.Images.device);
    }
}
