using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Decoded draws of the prior N(0, I). The draws are the same for all models of one code length and for all seeds.</summary>
internal sealed class SamplesEvaluator : IEvaluator
{
    private const long Count = 64;
    private const ulong NoiseSeed = 1;

    /// <summary>The name of the picture.</summary>
    public const string Picture = "samples";

    /// <summary>The number of images in a row.</summary>
    public const int Columns = 8;

    public string Name => "Samples";

    public string Settings => $"pictures {Count}, seed {NoiseSeed}";

    public IReadOnlyList<Metric> Metrics => [];

    public bool Measures(ImageModel model) => model.HasPrior;

    public void Evaluate(EvaluationContext evaluation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(NoiseSeed);
        var model = (ImageModel)evaluation.Subject;
        var codes = randn(Count, model.Encode(evaluation.Test.Range(0, 1)).shape[1], generator: generator).to(evaluation.Test.Images.device);
        evaluation.AddPicture(Picture, model.DecodeAs(evaluation.Test, codes, model.TakesLabels ? RepeatedClasses(evaluation) : null));
    }

    private static Tensor RepeatedClasses(EvaluationContext evaluation)
    {
        var classes = evaluation.Test.Labels!.shape[1];
        return eye(classes).index_select(0, arange(Count).remainder(classes)).to(evaluation.Test.Images.device);
    }
}
